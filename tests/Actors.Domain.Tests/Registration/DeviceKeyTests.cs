using System.Buffers.Text;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Registration;
using Actors.Testing.Registration;

namespace Actors.Domain.Tests.Registration;

public sealed class DeviceKeyTests
{
    private const string Compressed = "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAC";

    [Fact]
    public void A_signature_holds_for_what_was_signed_and_nothing_else()
    {
        using var phone = new TestDevice();
        using var other = new TestDevice();
        var request = phone.Sign("POST /registration/tokens");
        Assert.True(phone.Key.HasSigned(request));
        Assert.False(other.Key.HasSigned(request));
        Assert.False(phone.Key.HasSigned(request with { Action = "POST /registration/codes" }));
        Assert.False(phone.Key.HasSigned(request with { Person = EntrantId.New() }));
        Assert.False(phone.Key.HasSigned(request with { SignedAt = request.SignedAt + 1 }));
        Assert.False(phone.Key.HasSigned(request with { BodyHash = SignedRequest.HashOf([1]) }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("not base64url, but of the length that a signature of ECDSA P-256 has: 86 letters!!!!!!")]
    public void A_text_that_is_no_signature_is_none(string signature)
    {
        using var phone = new TestDevice();
        Assert.False(phone.Key.HasSigned(phone.Sign() with { Signature = signature }));
    }

    [Fact]
    public void Only_keys_of_the_curve_in_their_usual_form_are_taken()
    {
        Assert.False(DeviceKey.TryParse(null, out _));
        Assert.False(DeviceKey.TryParse(Compressed, out _));
        Assert.False(DeviceKey.TryParse(new string('A', 122), out _));
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.False(DeviceKey.TryParse(Base64Url.EncodeToString(larger.ExportSubjectPublicKeyInfo()), out _));
        using var phone = new TestDevice();
        Assert.True(DeviceKey.TryParse(phone.Key.Text, out var again));
        Assert.Equal(phone.Key, again);
        var bytes = Base64Url.DecodeFromChars(phone.Key.Text);
        bytes[^1] ^= 1; // Not on the curve.
        Assert.False(DeviceKey.TryParse(Base64Url.EncodeToString(bytes), out _));
    }

    [Fact]
    public void Ids_are_the_same_whenever_they_are_drawn()
    {
        using var phone = new TestDevice();
        Assert.Equal(phone.Person, phone.Key.Person);
        Assert.Equal(DeviceKey.CompanionOf(phone.Person, 7), DeviceKey.CompanionOf(phone.Person, 7));
        Assert.NotEqual(DeviceKey.CompanionOf(phone.Person, 7), DeviceKey.CompanionOf(phone.Person, 8));
        Assert.NotEqual(DeviceKey.StayOf(phone.Person, 1), DeviceKey.StayOf(phone.Person, 2));
    }
}
