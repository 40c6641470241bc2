using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>Transport attributes, which appear once for all media or in one medium, while they are read.</summary>
internal sealed class TransportAttributes
{
    private readonly ImmutableArray<CertificateFingerprint>.Builder _fingerprints =
        ImmutableArray.CreateBuilder<CertificateFingerprint>();
    private SdpException? _badFingerprint;
    private Single _fragment;
    private Single _password;
    private Single _setup;
    private Single _direction;

    /// <summary>Reads an attribute; false if it is none of these.</summary>
    public bool TryRead(SdpAttribute attribute)
    {
        switch (attribute.Name)
        {
            case "ice-ufrag":
                _fragment = _fragment.With(attribute);
                return true;
            case "ice-pwd":
                _password = _password.With(attribute);
                return true;
            case "fingerprint":
                ReadFingerprint(attribute);
                return true;
            case "setup":
                _setup = _setup.With(attribute);
                return true;
            case "sendrecv" or "sendonly" or "recvonly" or "inactive":
                _direction = _direction.With(attribute with { Value = attribute.Name });
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds these attributes to a medium, and those of the session where the medium has none.</summary>
    public MediaDescription Complete(MediaDescription media, TransportAttributes session)
    {
        var credentials = _fragment.IsAbsent && _password.IsAbsent ? session : this;
        var certificates = _fingerprints.Count == 0 && _badFingerprint is null ? session : this;
        var setup = _setup.IsAbsent ? session._setup : _setup;
        var direction = _direction.IsAbsent ? session._direction : _direction;
        var read = credentials.ReadCredentials(out var badCredentials);
        var role = ReadSetup(setup, out var badSetup);
        return media with
        {
            Credentials = read,
            Fingerprints = certificates._fingerprints.ToImmutable(),
            Setup = role,
            Direction = ReadDirection(direction),
            Fault = media.Fault ?? direction.Fault,
            TransportFault = badCredentials ?? certificates.FaultOfFingerprints() ?? badSetup,
        };
    }

    private static SdpSetup? ReadSetup(Single setup, out SdpException? fault)
    {
        SdpSetup? role = setup.Attribute?.Value switch
        {
            "actpass" => SdpSetup.ActivePassive,
            "active" => SdpSetup.Active,
            "passive" => SdpSetup.Passive,
            "holdconn" => SdpSetup.HoldConnection,
            _ => null,
        };
        fault = setup.Fault ?? (role is null ? setup.Attribute?.Bad("not a setup role.") : null);
        return role;
    }

    private static SdpDirection ReadDirection(Single direction) => direction.Attribute?.Value switch
    {
        "sendonly" => SdpDirection.SendOnly,
        "recvonly" => SdpDirection.ReceiveOnly,
        "inactive" => SdpDirection.Inactive,
        _ => SdpDirection.SendReceive,
    };

    /// <summary>Several fingerprints may be right (RFC 8122, section 5): the certificate must match one of them.</summary>
    private void ReadFingerprint(SdpAttribute attribute)
    {
        if (!CertificateFingerprint.TryParse(attribute.Value, out var fingerprint))
        {
            _badFingerprint ??= attribute.Bad("name of a hash and its hexadecimal digits expected.");
        }
        else if (_fingerprints.Count < SdpLimits.Fingerprints
            && !_fingerprints.Any(known => known.ToString() == fingerprint.ToString()))
        {
            _fingerprints.Add(fingerprint);
        }
    }

    /// <summary>A malformed fingerprint counts only if there is no other one that can be compared.</summary>
    private SdpException? FaultOfFingerprints() =>
        _fingerprints.Any(fingerprint => fingerprint.IsSupported) ? null : _badFingerprint;

    private IceCredentials? ReadCredentials(out SdpException? fault)
    {
        fault = _fragment.Fault ?? _password.Fault;
        if (fault is not null || (_fragment.IsAbsent && _password.IsAbsent))
        {
            return null;
        }

        if (IceCredentials.TryCreate(_fragment.Attribute?.Value, _password.Attribute?.Value, out var credentials))
        {
            return credentials;
        }

        fault = (_fragment.Attribute ?? _password.Attribute)!.Value.Bad(
            "ice-ufrag and ice-pwd must both be present and have valid lengths.");
        return null;
    }

    /// <summary>An attribute that may have only one value, however often it appears.</summary>
    /// <param name="Attribute">Its first line; null if absent.</param>
    /// <param name="Fault">The contradiction of a later line; null if there is none.</param>
    private readonly record struct Single(SdpAttribute? Attribute, SdpException? Fault)
    {
        public bool IsAbsent => Attribute is null;

        public Single With(SdpAttribute line) => Attribute is not { } first ? new(line, null)
            : first.Value == line.Value ? this
            : this with { Fault = Fault ?? line.Contradiction() };
    }
}
