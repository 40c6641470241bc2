using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>What our side of a call says about itself.</summary>
/// <param name="SessionId">The session id (RFC 8829, section 5.2.1).</param>
/// <param name="Credentials">Our ICE credentials.</param>
/// <param name="Fingerprint">The fingerprint of our certificate.</param>
/// <param name="EndPoints">Our addresses, the best first: IPv4, IPv6 or both.</param>
public sealed record LocalTransport(
    long SessionId, IceCredentials Credentials, CertificateFingerprint Fingerprint, ImmutableArray<IPEndPoint> EndPoints)
{
    /// <summary>Creates the first description of a call, with random session id and credentials.</summary>
    public static LocalTransport Create(
        RandomNumberGenerator random, CertificateFingerprint fingerprint, params ImmutableArray<IPEndPoint> endPoints)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        random.GetBytes(bytes);
        return new LocalTransport(
            BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue, IceCredentials.Create(random), fingerprint, endPoints);
    }

    /// <summary>The session version, one more for each description of the session (RFC 8829, section 5.2.2).</summary>
    public long Version { get; init; } = 1;

    /// <summary>The next description of the same session.</summary>
    public LocalTransport Next() => this with { Version = Version + 1 };

    /// <summary>
    /// The next description of the same session with new credentials: an ICE restart (RFC 8445, section 9).
    /// </summary>
    public LocalTransport Restarted(RandomNumberGenerator random) => Next() with { Credentials = IceCredentials.Create(random) };

    /// <summary>A host candidate for each address.</summary>
    public IEnumerable<IceCandidate> Candidates() => EndPoints.Select((endPoint, index) => IceCandidate.OfHost(
        endPoint,
        (ushort)Math.Max(0, IcePriority.BestLocalPreference - index),
        (index + 1).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Does not show the content, which includes a password.</summary>
    public override string ToString() => "local transport";
}
