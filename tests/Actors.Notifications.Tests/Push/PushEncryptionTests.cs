using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Notifications.Push;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Notifications.Tests.Push;

public class PushEncryptionTests
{
    /// <summary>RFC 8291, appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_comes_out()
    {
        using var sender = Key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        var receiver = new PushSubscription(
            new("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"),
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        var address = PushAddress.Parse(PushAddress.Agree(receiver, sender).ToText())!;
        Assert.Equal(receiver.Endpoint, address.Endpoint);
        Assert.Equal(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
            Base64Url.EncodeToString(address.SenderPoint.Span));
        Assert.Equal("S4lYMb_L0FxCeq0WhDx813KgSYqU26kOyzWUdsXYyrg", Base64Url.EncodeToString(address.Secret.Span));
        var body = PushEncryption.Encrypt(
            address, Bytes("DGv6ra1nlYgDCS1FRnbzlw"), "When I grow up, I want to be a watermelon"u8, padding: 0);
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
            + "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
        using var phone = Key("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
        Assert.Equal(
            "When I grow up, I want to be a watermelon",
            Encoding.UTF8.GetString(PushEncryption.Decrypt(phone, receiver.AuthSecret.Span, body)));
    }

    [Fact]
    public void Any_content_arrives_and_nothing_else() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (content, place) =>
        {
            using var phone = new PhoneKeys();
            var body = PushEncryption.Encrypt(phone.PushAddress, content);
            var read = PushEncryption.Decrypt(phone.Pair, phone.AuthSecret, body);
            body[Authenticated(place.Get % body.Length)] ^= 1;
            return read.AsSpan().SequenceEqual(content)
                && Record.Exception(() => PushEncryption.Decrypt(phone.Pair, phone.AuthSecret, body)) is CryptographicException;
        }).QuickCheckThrowOnFailure();

    /// <summary>The record size in bytes 16 to 19 is not authenticated; it only bounds the record.</summary>
    private static int Authenticated(int place) => place is >= 16 and < 20 ? 20 : place;

    [Fact]
    public void The_longest_content_fits_into_what_each_push_service_takes()
    {
        using var phone = new PhoneKeys();
        Assert.Equal(4_096, PushEncryption.Encrypt(phone.PushAddress, new byte[PushEncryption.MaxContentBytes]).Length);
        Assert.Throws<ArgumentException>(
            () => PushEncryption.Encrypt(phone.PushAddress, new byte[PushEncryption.MaxContentBytes + 1]));
    }

    [Fact]
    public void Length_tells_little_and_no_two_messages_are_alike()
    {
        using var phone = new PhoneKeys();
        var one = PushEncryption.Encrypt(phone.PushAddress, "yes"u8);
        var other = PushEncryption.Encrypt(phone.PushAddress, "no"u8);
        Assert.Equal(one.Length, other.Length);
        Assert.NotEqual(one[..16], other[..16]);
    }

    /// <summary>A phone that subscribes again has nothing in common with the one before.</summary>
    [Fact]
    public void Each_agreement_has_a_key_pair_of_its_own()
    {
        using var phone = new PhoneKeys();
        var (one, other) = (PushAddress.Agree(phone.Subscription), PushAddress.Agree(phone.Subscription));
        Assert.NotEqual(one.SenderPoint.ToArray(), other.SenderPoint.ToArray());
        Assert.NotEqual(one.Secret.ToArray(), other.Secret.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://push.example.net/push/1")]
    [InlineData("https://push.example.net/push/1 AAAA")]
    [InlineData("push/1 AAAA AAAA")]
    [InlineData("https://push.example.net/push/1 AA+A AAAA")]
    public void What_is_no_address_is_not_read(string text) => Assert.Null(PushAddress.Parse(text));

    internal static ECDiffieHellman Key(string privateKey) => ECDiffieHellman.Create(
        new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Bytes(privateKey) });

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}

/// <summary>The keys of a phone.</summary>
internal sealed class PhoneKeys : IDisposable
{
    public ECDiffieHellman Pair { get; } = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public byte[] AuthSecret { get; } = RandomNumberGenerator.GetBytes(PushSubscription.AuthBytes);

    public string Address { get; } = "https://push.example.net/push/1";

    public PushSubscription Subscription => new(
        new(Address), P256.ToPoint(Pair.ExportParameters(includePrivateParameters: false)), AuthSecret);

    public PushAddress PushAddress => field ??= PushAddress.Agree(Subscription);

    public void Dispose() => Pair.Dispose();
}
