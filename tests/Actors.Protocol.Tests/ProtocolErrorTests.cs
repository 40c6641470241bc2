namespace Actors.Protocol.Tests;

public sealed class ProtocolErrorTests
{
    [Theory]
    [InlineData("busy", null, "Try again: later.")]
    [InlineData("wrong-types", "fix.latitude", "Something (here) is not a number.\nSecond line.")]
    public void Text_goes_there_and_back(string code, string? field, string message)
    {
        var error = new ProtocolError(code, field, message);
        Assert.True(ProtocolError.TryParse(error.ToString(), out var parsed));
        Assert.Equal(error, parsed);
    }

    [Fact]
    public void Text_is_found_behind_the_prefix_of_signalr()
    {
        const string text = "Failed to invoke 'Hello' due to an error on the server. HubException: wrong-version: Update.";
        Assert.True(ProtocolError.TryParse(text, out var error));
        Assert.Equal(new ProtocolError(ErrorCode.WrongVersion, null, "Update."), error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("An unexpected error occurred.")]
    [InlineData("Failed to invoke 'Hello' due to an error on the server.")]
    public void Other_text_is_none(string? text) => Assert.False(ProtocolError.TryParse(text, out _));
}
