using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Registration;

namespace Actors.Testing.Registration;

/// <summary>A phone with a key pair. Each request is signed a millisecond later than the one before.</summary>
public sealed class TestDevice : IDisposable
{
    private readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private long _signedAt = 1_000;

    /// <summary>The public key.</summary>
    public DeviceKey Key => DeviceKey.TryParse(Base64Url.EncodeToString(_pair.ExportSubjectPublicKeyInfo()), out var key)
        ? key
        : throw new InvalidOperationException("The key was not taken.");

    /// <summary>The person who registers with it.</summary>
    public EntrantId Person => Key.Person;

    /// <summary>Made-up details of a person with a number.</summary>
    public static PersonDetails Details(int number) => new(
        $"TR{number:D7}", new DateOnly(1990, 2, 3).AddDays(number), "TESTER", $"PERSON {number}", "UTO");

    /// <summary>The consents to everything, at a moment.</summary>
    public static IReadOnlyList<Consent> Consents(DateTimeOffset at) =>
        [.. Enum.GetValues<ConsentKind>().Select(kind => new Consent(kind, 1, at))];

    /// <summary>Signs a request for the phone's own registration, or for another one.</summary>
    public SignedRequest Sign(string action = "POST /test", EntrantId? person = null)
    {
        var request = new SignedRequest(action, person ?? Person, _signedAt++, SignedRequest.HashOf([]), "");
        return request with
        {
            Signature = Base64Url.EncodeToString(_pair.SignData(
                Encoding.UTF8.GetBytes(request.Content), HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _pair.Dispose();
}
