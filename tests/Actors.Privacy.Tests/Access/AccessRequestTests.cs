using Actors.Domain.Protection;
using Actors.Privacy.Access;

namespace Actors.Privacy.Tests.Access;

public sealed class AccessRequestTests
{
    private static readonly AccessActor Actor = new("staff-7", "operator");
    private static readonly AccessReason Why = new(AccessReasonCode.Call, "call:0123456789abcdef");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Anna Eriksson")]
    [InlineData("anna@example.org")]
    [InlineData("a\n")]
    public void An_actor_is_an_opaque_account(string id) =>
        Assert.Throws<ArgumentException>(() => new AccessActor(id, "operator"));

    [Theory]
    [InlineData("")]
    [InlineData("Operator")]
    [InlineData("o")]
    public void A_role_has_one_form(string role) => Assert.Throws<ArgumentException>(() => new AccessActor("staff-7", role));

    [Theory]
    [InlineData("")]
    [InlineData("because")]
    [InlineData("call:TK1234567")]
    [InlineData("call:+819012345678")]
    [InlineData("call:819012345678")]
    [InlineData("call:anna@example.org")]
    [InlineData("call:0123456789abcdef because Anna asked")]
    [InlineData(":0123456789abcdef")]
    public void A_reason_needs_a_reference_that_is_no_personal_data(string reference) =>
        Assert.Throws<ArgumentException>(() => new AccessReason(AccessReasonCode.Call, reference));

    [Fact]
    public void A_reason_is_one_of_the_list() =>
        Assert.Throws<ArgumentException>(() => new AccessReason((AccessReasonCode)99, "call:0123456789abcdef"));

    [Fact]
    public void A_request_names_a_record_and_at_least_one_field()
    {
        Assert.Throws<ArgumentException>(() => new AccessRequest(Actor, RecordId.New(), [], Why));
        Assert.Throws<ArgumentException>(() => new AccessRequest(Actor, default, [SealPurpose.Phone], Why));
        Assert.Throws<ArgumentException>(() => new AccessRequest(Actor, RecordId.New(), [default], Why));
        Assert.Throws<ArgumentNullException>(() => new AccessRequest(Actor, RecordId.New(), [SealPurpose.Phone], null!));
    }

    [Fact]
    public void Fields_stand_in_order_and_once() => Assert.Equal(
        [SealPurpose.Email, SealPurpose.Phone],
        new AccessRequest(Actor, RecordId.New(), [SealPurpose.Phone, SealPurpose.Email, SealPurpose.Phone], Why).What);

    [Fact]
    public void An_anchor_goes_through_text()
    {
        var anchor = new AccessLogAnchor(42, Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());
        Assert.True(AccessLogAnchor.TryParse($" {anchor} ", out var parsed));
        Assert.Equal(anchor, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("0:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("42:AAAA")]
    [InlineData("42:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("42:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA:")]
    public void Other_text_is_no_anchor(string? text) => Assert.False(AccessLogAnchor.TryParse(text, out _));
}
