using System.Security.Cryptography;
using Actors.Notifications.Push;
using Actors.Notifications.Push.Native;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Notifications.Tests.Push.Native;

public class AgreementHandleTests
{
    /// <summary>Also of secrets that begin with zeros, one in 256.</summary>
    [Fact]
    public void It_agrees_with_another_library()
    {
        for (var round = 0; round < 600; round++)
        {
            using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            using var phone = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            using var handle = new AgreementHandle(own.ExportParameters(includePrivateParameters: true).D!);
            var secret = new byte[AgreementHandle.SecretBytes];
            handle.Agree(P256.ToPoint(phone.ExportParameters(includePrivateParameters: false)), secret);
            using var other = phone.PublicKey;
            Assert.Equal(own.DeriveRawSecretAgreement(other), secret);
        }
    }

    /// <summary>A point off the curve would tell of the private key.</summary>
    [Fact]
    public void What_is_no_point_of_the_curve_is_refused() => Prop.ForAll(
        Gen.Choose(0, PushSubscription.PointBytes - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (place, change) =>
        {
            using var phone = new PhoneKeys();
            using var sender = new SenderKey(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
            var point = phone.Subscription.PublicKey.ToArray();
            point[place] ^= (byte)change;
            return Record.Exception(() => sender.Agreement.Agree(point, new byte[AgreementHandle.SecretBytes]))
                is CryptographicException;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(66)]
    public void A_point_of_another_length_is_refused(int length)
    {
        using var sender = new SenderKey(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        Assert.Throws<CryptographicException>(
            () => sender.Agreement.Agree(new byte[length], new byte[AgreementHandle.SecretBytes]));
    }

    [Fact]
    public void After_its_end_it_agrees_on_nothing()
    {
        using var phone = new PhoneKeys();
        var sender = new SenderKey(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        sender.Dispose();
        Assert.Throws<ObjectDisposedException>(() => sender.Agreement.Agree(
            phone.Subscription.PublicKey.Span, new byte[AgreementHandle.SecretBytes]));
    }
}
