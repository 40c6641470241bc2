using System.Reflection;
using Actors.Domain.Entrants;
using Actors.Domain.Ledger;

namespace Actors.Protocol.Tests;

public sealed class ErrorCodeTests
{
    private static readonly HashSet<string> Known =
        [.. typeof(ErrorCode).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_refusal_of_the_domain_has_its_code() => Assert.Empty(
        typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((Refusal)field.GetValue(null)!).Code)
            .Except(Known));

    [Fact]
    public void Every_code_can_travel_as_text() => Assert.All(Known, code =>
    {
        Assert.True(ProtocolError.TryParse(new ProtocolError(code, null, "m").ToString(), out var error));
        Assert.Equal(code, error.Code);
    });
}
