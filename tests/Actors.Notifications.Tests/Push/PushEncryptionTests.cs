using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Notifications.Push;
using Actors.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Notifications.Tests.Push;

public class PushEncryptionTests
{
    /// <summary>RFC 8291, appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_comes_out()
    {
        using var sender = new SenderKey(Key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        Assert.Equal(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
            Base64Url.EncodeToString(sender.Point));
        var receiver = new PushSubscription(
            new("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"),
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        var body = PushEncryption.Encrypt(
            sender, receiver, Bytes("DGv6ra1nlYgDCS1FRnbzlw"), "When I grow up, I want to be a watermelon"u8, padding: 0);
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
            using var encryption = new PushEncryption(new TestTimeProvider());
            using var phone = new PhoneKeys();
            var body = encryption.Encrypt(phone.Subscription, content);
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
        using var encryption = new PushEncryption(new TestTimeProvider());
        using var phone = new PhoneKeys();
        Assert.Equal(4_096, encryption.Encrypt(phone.Subscription, new byte[PushEncryption.MaxContentBytes]).Length);
        Assert.Throws<ArgumentException>(
            () => encryption.Encrypt(phone.Subscription, new byte[PushEncryption.MaxContentBytes + 1]));
    }

    [Fact]
    public void Length_tells_little_and_no_two_messages_are_alike()
    {
        using var encryption = new PushEncryption(new TestTimeProvider());
        using var phone = new PhoneKeys();
        var (one, other) = (encryption.Encrypt(phone.Subscription, "yes"u8), encryption.Encrypt(phone.Subscription, "no"u8));
        Assert.Equal(one.Length, other.Length);
        Assert.NotEqual(one[..16], other[..16]);
    }

    [Fact]
    public void A_key_of_the_sender_is_used_for_a_minute()
    {
        var clock = new TestTimeProvider();
        using var encryption = new PushEncryption(clock);
        using var phone = new PhoneKeys();
        var first = KeyOf(encryption.Encrypt(phone.Subscription, "a"u8));
        Assert.Equal(first, KeyOf(encryption.Encrypt(phone.Subscription, "b"u8)));
        clock.Advance(PushEncryption.KeyLifetime);
        Assert.NotEqual(first, KeyOf(encryption.Encrypt(phone.Subscription, "c"u8)));

        static byte[] KeyOf(byte[] body) => body[21..86];
    }

    internal static ECDiffieHellman Key(string privateKey) => ECDiffieHellman.Create(
        new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Bytes(privateKey) });

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}

/// <summary>The keys of a phone.</summary>
internal sealed class PhoneKeys : IDisposable
{
    public ECDiffieHellman Pair { get; } = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public byte[] AuthSecret { get; } = RandomNumberGenerator.GetBytes(PushSubscription.AuthBytes);

    public string Address { get; init; } = "https://push.example.net/push/1";

    public PushSubscription Subscription => new(
        new(Address), P256.ToPoint(Pair.ExportParameters(includePrivateParameters: false)), AuthSecret);

    public void Dispose() => Pair.Dispose();
}
