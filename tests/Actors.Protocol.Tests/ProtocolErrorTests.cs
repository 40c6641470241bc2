using System.Reflection;
using Actors.Domain.Entrants;
using Actors.Domain.Ledger;

namespace Actors.Protocol.Tests;

public sealed class ProtocolErrorTests
{
    private static readonly HashSet<string> Codes =
        [.. typeof(ErrorCode).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_refusal_of_the_domain_has_its_code() => Assert.Empty(
        typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((Refusal)field.GetValue(null)!).Code)
            .Except(Codes));

    [Fact]
    public void Every_code_travels_as_text() => Assert.All(Codes, code =>
    {
        Assert.True(ProtocolError.TryParse(new ProtocolError(code, null, "m").ToString(), out var error));
        Assert.Equal(code, error.Code);
    });

    [Theory]
    [InlineData("busy", null, "Try again: later.")]
    [InlineData("wrong-types", "fix.latitude", "Something (here) is not a number.\nSecond line.")]
    public void Text_form_round_trips(string code, string? field, string message)
    {
        var error = new ProtocolError(code, field, message);
        Assert.True(ProtocolError.TryParse(error.ToString(), out var parsed));
        Assert.Equal(error, parsed);
    }

    [Fact]
    public void The_prefix_of_signal_r_is_skipped()
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
    public void Other_text_is_not_an_error(string? text) => Assert.False(ProtocolError.TryParse(text, out _));
}
