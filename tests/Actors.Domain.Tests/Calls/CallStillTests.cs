using System.Text;
using Actors.Domain.Calls;

namespace Actors.Domain.Tests.Calls;

public sealed class CallStillTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_a_picture_of_at_most_so_many_bytes()
    {
        Assert.Equal(3, new CallStill(3, At, WebP(Limits.StillBytes)).Number);
        Assert.Throws<ArgumentException>(() => new CallStill(0, At, WebP(Limits.StillBytes + 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF....WEBP")]
    [InlineData("RIFF....AVI more")]
    [InlineData("JFIF....WEBPmore")]
    public void Something_else_is_none(string bytes) =>
        Assert.Throws<ArgumentException>(() => new CallStill(0, At, Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData(-1)]
    [InlineData(Limits.StillsPerCall)]
    public void There_are_only_a_few_of_a_person_in_a_call(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CallStill(number, At, WebP(100)));

    [Fact]
    public void It_never_shows_itself() => Assert.Equal("still 1", new CallStill(1, At, WebP(100)).ToString());

    private static byte[] WebP(int length)
    {
        var picture = new byte[length];
        "RIFF....WEBP"u8.CopyTo(picture);
        return picture;
    }
}
