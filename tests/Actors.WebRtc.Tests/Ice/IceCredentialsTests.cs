using System.Text;
using Actors.Testing;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Tests.Ice;

public sealed class IceCredentialsTests
{
    [Fact]
    public void New_ones_are_long_enough_and_differ()
    {
        var random = new SeededNumbers(1);
        var some = Enumerable.Range(0, 1000).Select(_ => IceCredentials.Create(random)).ToList();

        Assert.Equal(1000, some.Select(one => one.Fragment).Distinct().Count());
        Assert.Equal(1000, some.Select(one => one.Password).Distinct().Count());
        Assert.All(some, one =>
        {
            // Six bits a character: at least 24 of the name and 128 of the password.
            Assert.InRange(one.Fragment.Length * 6, 24, 256 * 6);
            Assert.InRange(one.Password.Length * 6, 128, 256 * 6);
            Assert.True(IceCredentials.TryCreate(one.Fragment, one.Password, out _));
            Assert.Equal(one.Password, Encoding.ASCII.GetString(one.PasswordBytes));
            Assert.Equal(one.Fragment, Encoding.ASCII.GetString(one.FragmentBytes));
        });
        Assert.Equal(64, some.SelectMany(one => one.Password).Distinct().Count());
    }

    [Theory]
    [InlineData("abcd", "0123456789012345678901", true)]
    [InlineData("abc", "0123456789012345678901", false)]
    [InlineData("abcd", "012345678901234567890", false)]
    [InlineData("ab:d", "0123456789012345678901", false)]
    [InlineData("abcd", "012345678901234567890 ", false)]
    [InlineData("ab+/", "01234567890123456789+/", true)]
    [InlineData("abcü", "0123456789012345678901", false)]
    [InlineData(null, "0123456789012345678901", false)]
    [InlineData("abcd", null, false)]
    public void Those_of_others_are_held_to_the_grammar(string? fragment, string? password, bool isTaken) =>
        Assert.Equal(isTaken, IceCredentials.TryCreate(fragment, password, out _));

    [Fact]
    public void They_are_not_too_long()
    {
        Assert.True(IceCredentials.TryCreate(new string('a', 256), new string('b', 256), out _));
        Assert.False(IceCredentials.TryCreate(new string('a', 257), new string('b', 256), out _));
        Assert.False(IceCredentials.TryCreate(new string('a', 256), new string('b', 257), out _));
    }

    [Fact]
    public void Their_text_does_not_tell_the_password()
    {
        var credentials = IceCredentials.Create(new SeededNumbers(1));
        Assert.DoesNotContain(credentials.Password, credentials.ToString(), StringComparison.Ordinal);
    }
}
