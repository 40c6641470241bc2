using System.Text;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Tests.Ice;

public sealed class IceUsernameTests
{
    [Theory]
    [InlineData("ours:theirs", true, "ours", "theirs")]
    [InlineData("ours:the:irs", true, "ours", "the:irs")]
    [InlineData("ours", false, "", "")]
    [InlineData(":theirs", false, "", "")]
    [InlineData("ours:", false, "ours", "")]
    [InlineData("", false, "", "")]
    public void It_has_two_halves(string username, bool isSplit, string receiver, string sender)
    {
        Assert.Equal(isSplit, IceUsername.TrySplit(Encoding.ASCII.GetBytes(username), out var first, out var second));
        Assert.Equal(receiver, Encoding.ASCII.GetString(first));
        Assert.Equal(sender, Encoding.ASCII.GetString(second));
    }
}
