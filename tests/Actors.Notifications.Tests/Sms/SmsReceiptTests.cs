using System.Text;
using Actors.Notifications.Sms;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Notifications.Tests.Sms;

public class SmsReceiptTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"m-7","status":"delivered"}""");

    [Fact]
    public void A_signature_is_for_one_body_one_secret_and_five_minutes()
    {
        var signature = SmsReceipt.Sign(Secret, Body, Now);
        Assert.Matches("^t=1772452800,v1=[0-9a-f]{64}$", signature);
        Assert.True(SmsReceipt.IsSigned(Secret, Body, signature, Now.AddMinutes(5)));
        Assert.True(SmsReceipt.IsSigned(Secret, Body, signature, Now.AddMinutes(-5)));
        Assert.False(SmsReceipt.IsSigned(Secret, Body, signature, Now.AddMinutes(5).AddSeconds(1)));
        Assert.False(SmsReceipt.IsSigned(Secret, [.. Body, 32], signature, Now));
        Assert.False(SmsReceipt.IsSigned(Secret + "0", Body, signature, Now));
        var later = signature.Replace("t=1772452800", "t=1772452801", StringComparison.Ordinal);
        Assert.False(SmsReceipt.IsSigned(Secret, Body, later, Now));
        Assert.False(SmsReceipt.IsSigned(Secret, Body, null, Now));
    }

    [Fact]
    public void No_text_is_taken_for_a_signature() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text =>
            !SmsReceipt.IsSigned(Secret, Body, text, Now) && !SmsReceipt.IsSigned(Secret, Body, $"t={text},v1={text}", Now))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"id":"m-7","status":"delivered","at":1}""", true)]
    [InlineData("""{"id":"m-7","status":"failed"}""", false)]
    [InlineData("""{"id":"m-7","status":"expired"}""", false)]
    public void A_receipt_says_whether_the_handset_has_it(string body, bool isDelivered)
    {
        Assert.True(SmsReceipt.TryRead(Encoding.UTF8.GetBytes(body), out var receipt, out _));
        Assert.Equal(("m-7", isDelivered), (receipt.Reference, receipt.IsDelivered));
    }

    [Theory]
    [InlineData("""{"status":"delivered"}""", "id")]
    [InlineData("""{"id":7,"status":"delivered"}""", "id")]
    [InlineData("""{"id":"m-7","status":"sent"}""", "status")]
    [InlineData("""{"id":"m-7"}""", "status")]
    [InlineData("[]", "id")]
    [InlineData("delivered", "JSON")]
    public void What_is_wrong_is_named(string body, string problem)
    {
        Assert.False(SmsReceipt.TryRead(Encoding.UTF8.GetBytes(body), out _, out var text));
        Assert.Contains(problem, text, StringComparison.Ordinal);
    }
}
