using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>Transport attributes, which appear once for all media or in one medium, while they are read.</summary>
internal sealed class TransportAttributes
{
    private readonly ImmutableArray<CertificateFingerprint>.Builder _fingerprints =
        ImmutableArray.CreateBuilder<CertificateFingerprint>();
    private SdpAttribute? _fragment;
    private SdpAttribute? _password;
    private SdpSetup? _setup;
    private SdpDirection? _direction;

    /// <summary>Reads an attribute; false if it is none of these.</summary>
    /// <exception cref="SdpException">The attribute is malformed or repeated.</exception>
    public bool TryRead(SdpAttribute attribute)
    {
        switch (attribute.Name)
        {
            case "ice-ufrag":
                _fragment = _fragment is null ? attribute : throw attribute.Duplicate();
                return true;
            case "ice-pwd":
                _password = _password is null ? attribute : throw attribute.Duplicate();
                return true;
            case "fingerprint":
                ReadFingerprint(attribute);
                return true;
            case "setup":
                _setup = _setup is null ? ReadSetup(attribute) : throw attribute.Duplicate();
                return true;
            case "sendrecv" or "sendonly" or "recvonly" or "inactive":
                _direction = _direction is null ? ReadDirection(attribute.Name) : throw attribute.Duplicate();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds these attributes to a medium, and those of the session where the medium has none.</summary>
    public MediaDescription Complete(MediaDescription media, TransportAttributes session) => media with
    {
        Credentials = Credentials() ?? session.Credentials(),
        Fingerprints = _fingerprints.Count > 0 ? _fingerprints.ToImmutable() : session._fingerprints.ToImmutable(),
        Setup = _setup ?? session._setup,
        Direction = _direction ?? session._direction ?? SdpDirection.SendReceive,
    };

    private static SdpSetup ReadSetup(SdpAttribute attribute) => attribute.Value switch
    {
        "actpass" => SdpSetup.ActivePassive,
        "active" => SdpSetup.Active,
        "passive" => SdpSetup.Passive,
        "holdconn" => SdpSetup.HoldConnection,
        _ => throw attribute.Bad("not a setup role."),
    };

    private static SdpDirection ReadDirection(string name) => name switch
    {
        "sendonly" => SdpDirection.SendOnly,
        "recvonly" => SdpDirection.ReceiveOnly,
        "inactive" => SdpDirection.Inactive,
        _ => SdpDirection.SendReceive,
    };

    private void ReadFingerprint(SdpAttribute attribute)
    {
        if (_fingerprints.Count == SdpLimits.Fingerprints)
        {
            throw attribute.TooMany(SdpLimits.Fingerprints);
        }

        _fingerprints.Add(CertificateFingerprint.TryParse(attribute.Value, out var fingerprint)
            ? fingerprint
            : throw attribute.Bad("name of a hash and its hexadecimal digits expected."));
    }

    private IceCredentials? Credentials()
    {
        if (_fragment is null && _password is null)
        {
            return null;
        }

        return IceCredentials.TryCreate(_fragment?.Value, _password?.Value, out var credentials)
            ? credentials
            : throw (_fragment ?? _password)!.Value.Bad("ice-ufrag and ice-pwd must both be present and have valid lengths.");
    }
}
