using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>What our side of a call tells about itself.</summary>
/// <param name="SessionId">The number of the session (RFC 8829, section 5.2.1).</param>
/// <param name="Credentials">Name and password for checks.</param>
/// <param name="Fingerprint">The certificate that we will show.</param>
/// <param name="EndPoints">Where we can be reached, the best first: IPv4, IPv6 or both.</param>
public sealed record LocalTransport(
    long SessionId, IceCredentials Credentials, SdpFingerprint Fingerprint, ImmutableArray<IPEndPoint> EndPoints)
{
    /// <summary>For a new call: random number, name and password.</summary>
    public static LocalTransport Create(
        RandomNumberGenerator random, SdpFingerprint fingerprint, params ImmutableArray<IPEndPoint> endPoints)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        random.GetBytes(bytes);
        return new LocalTransport(
            BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue, IceCredentials.Create(random), fingerprint, endPoints);
    }

    /// <summary>How often we have described ourselves in this session (RFC 8829, section 5.2.2).</summary>
    public long Version { get; init; } = 1;

    /// <summary>The same session described once more.</summary>
    public LocalTransport Again() => this with { Version = Version + 1 };

    /// <summary>The same session with another name and password: both sides look for each other anew.</summary>
    public LocalTransport Anew(RandomNumberGenerator random) => Again() with { Credentials = IceCredentials.Create(random) };

    /// <summary>A candidate for each address.</summary>
    public IEnumerable<IceCandidate> Candidates() => EndPoints.Select((endPoint, index) => IceCandidate.OfHost(
        endPoint,
        (ushort)Math.Max(0, IcePriority.BestLocalPreference - index),
        (index + 1).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Says nothing of its content: there is a password in it.</summary>
    public override string ToString() => "local transport";
}
