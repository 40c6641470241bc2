using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// Attributes that stand before the first medium for all, or with one medium for that one, while they are read.
/// </summary>
internal sealed class TransportAttributes
{
    private readonly ImmutableArray<SdpFingerprint>.Builder _fingerprints = ImmutableArray.CreateBuilder<SdpFingerprint>();
    private SdpAttribute? _fragment;
    private SdpAttribute? _password;
    private SdpSetup? _setup;
    private SdpDirection? _direction;

    /// <summary>Takes an attribute, when it is one of these.</summary>
    /// <exception cref="SdpException">It is, and is wrong.</exception>
    public bool Take(SdpAttribute attribute)
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
                TakeFingerprint(attribute);
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

    /// <summary>The medium with these attributes; where there are none, with those for all.</summary>
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
        _ => throw attribute.Bad("not a role."),
    };

    private static SdpDirection ReadDirection(string name) => name switch
    {
        "sendonly" => SdpDirection.SendOnly,
        "recvonly" => SdpDirection.ReceiveOnly,
        "inactive" => SdpDirection.Inactive,
        _ => SdpDirection.SendReceive,
    };

    private void TakeFingerprint(SdpAttribute attribute)
    {
        if (_fingerprints.Count == SdpLimits.Fingerprints)
        {
            throw attribute.TooMany(SdpLimits.Fingerprints);
        }

        _fingerprints.Add(SdpFingerprint.TryParse(attribute.Value, out var fingerprint)
            ? fingerprint
            : throw attribute.Bad("not the name of a hash and pairs of hexadecimal digits of its length."));
    }

    private IceCredentials? Credentials()
    {
        if (_fragment is null && _password is null)
        {
            return null;
        }

        return IceCredentials.TryCreate(_fragment?.Value, _password?.Value, out var credentials)
            ? credentials
            : throw (_fragment ?? _password)!.Value.Bad("name and password belong together, of the lengths they must have.");
    }
}
