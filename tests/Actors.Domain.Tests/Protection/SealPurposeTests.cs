using Actors.Domain.Protection;

namespace Actors.Domain.Tests.Protection;

public sealed class SealPurposeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Phone")]
    [InlineData("7phone")]
    [InlineData("phone\n")]
    [InlineData("a23456789012345678901234567890123")]
    public void Other_names_are_refused(string name) => Assert.Throws<ArgumentException>(() => new SealPurpose(name));

    [Fact]
    public void The_longest_name_has_room()
    {
        var name = new string('a', SealPurpose.MaxNameBytes);
        Assert.Equal(name.Length, new SealPurpose(name).WriteTo(new byte[SealPurpose.MaxNameBytes]));
    }

    [Fact]
    public void A_default_purpose_names_nothing()
    {
        Assert.Equal("", $"{default(SealPurpose)}");
        Assert.Throws<InvalidOperationException>(() => default(SealPurpose).WriteTo(new byte[SealPurpose.MaxNameBytes]));
    }
}
