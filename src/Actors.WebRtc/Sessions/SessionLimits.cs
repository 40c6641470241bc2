using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Sessions;

/// <summary>Limits of calls that need no setting. Times are in milliseconds.</summary>
public static class SessionLimits
{
    /// <summary>The largest value of <see cref="CallEndpointOptions.MaxCalls"/>.</summary>
    public const int Calls = 10_000;

    /// <summary>The largest number of receiving threads for each address.</summary>
    public const int ReceiveThreads = 64;

    /// <summary>The largest value of <see cref="CallEndpointOptions.MaxPixels"/>: more than any phone films.</summary>
    public const int Pixels = 4096 * 2304;

    /// <summary>The longest key frame in bytes. A longer one is dropped while it is assembled.</summary>
    public const int FrameBytes = 1024 * 1024;

    /// <summary>The shortest side in pixels of a picture that can be judged. Smaller ones are passed over.</summary>
    public const int MinPictureSide = 64;

    /// <summary>The longest side in pixels of a picture that is judged.</summary>
    public const int MaxPictureSide = 4096;

    /// <summary>How many times longer than the other one side may be. No camera goes beyond 21:9.</summary>
    public const int PictureAspect = 4;

    /// <summary>The span over which a flood is measured.</summary>
    public const long FloodWindowMs = 5_000;

    /// <summary>Packets a second on average beyond which a call ends. A phone sends about a hundred.</summary>
    public const int FloodPacketsPerSecond = 2_500;

    /// <summary>Frames a second on average beyond which a call ends. A phone sends at most 60.</summary>
    public const int FloodFramesPerSecond = 200;

    /// <summary>
    /// How many times the bytes received from an address it gets at most until it has answered a check of ours. The same
    /// as for QUIC (RFC 9000, section 8.1).
    /// </summary>
    public const int Amplification = 3;

    /// <summary>Datagrams of DTLS that wait until their address may get them. A flight has one or two.</summary>
    public const int HeldDatagrams = 4;

    /// <summary>The longest datagram in bytes that is processed.</summary>
    public const int DatagramBytes = 2048;

    /// <summary>The interval between two ticks of a call.</summary>
    public const int TickMs = 20;

    /// <summary>The interval between two receiver reports.</summary>
    public const long ReportMs = 1_000;

    /// <summary>The largest number of packets in one NACK.</summary>
    public const int MissingPackets = 64;

    /// <summary>How long a stream must be silent before another one may replace it.</summary>
    public const long StreamSilenceMs = 1_000;

    /// <summary>How long an address belongs to the call that last spoke from it.</summary>
    public const long AddressClaimMs = 5_000;

    /// <summary>
    /// How long the endpoint waits for a phone's check before it sends one. A phone that is checked before it has read
    /// our answer may start DTLS without our fingerprint (libdatachannel).
    /// </summary>
    public const long FirstProbeMs = 500;

    /// <summary>The largest number of candidates that are checked.</summary>
    public const int ProbedCandidates = 8;

    /// <summary>How often candidates are checked.</summary>
    public const int ProbeRounds = 25;

    /// <summary>The interval between two rounds of checks.</summary>
    public const long ProbeMs = 200;

    /// <summary>The interval between two measurements of the round trip.</summary>
    public const long RoundTripMs = 5_000;

    /// <summary>Bytes of a socket's buffers, as far as the system allows.</summary>
    internal const int SocketBuffer = 8 * 1024 * 1024;

    /// <summary>The number of failures in a row after which a socket is given up.</summary>
    internal const int SocketFailures = 100;

    /// <summary>Attempts to find a port that is free on all addresses.</summary>
    internal const int PortTries = 16;
}

/// <summary>The time limits of a call. Times are milliseconds of a monotonic clock.</summary>
internal sealed class SessionDeadlines(CallEndpointOptions options, long answeredAt)
{
    private long? _connectedAt;

    /// <summary>Records that the call is connected.</summary>
    /// <returns>The setup time.</returns>
    public long Connected(long now)
    {
        _connectedAt = now;
        return now - answeredAt;
    }

    /// <summary>The limit that the call has passed; null if there is none.</summary>
    /// <param name="state">The state of the call.</param>
    /// <param name="lastPacketAt">When the last video packet came; null if none came.</param>
    /// <param name="now">The time.</param>
    public SessionEnd? Passed(SessionState state, long? lastPacketAt, long now)
    {
        if (state != SessionState.Connected)
        {
            return HasPassed(answeredAt, options.SetupTimeout, now) ? SessionEnd.SetupTimeout : null;
        }

        return HasPassed(answeredAt, options.TotalTimeout, now) ? SessionEnd.TotalTimeout
            : HasPassed(lastPacketAt ?? _connectedAt ?? answeredAt, options.IdleTimeout, now) ? SessionEnd.Idle
            : null;
    }

    private static bool HasPassed(long since, TimeSpan limit, long now) => now - since >= limit.TotalMilliseconds;
}

/// <summary>A monotonic clock in milliseconds.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    /// <summary>Milliseconds since the clock was created.</summary>
    public long Now => (long)time.GetElapsedTime(_origin).TotalMilliseconds;
}

/// <summary>
/// Log messages about calls. They name no person and no address, and none is written for each packet.
/// </summary>
internal sealed partial class SessionLog(ILogger log)
{
    [LoggerMessage(1, LogLevel.Information, "Answering calls on UDP port {Port} with {Threads} receiving threads.")]
    public partial void Started(int port, int threads);

    [LoggerMessage(2, LogLevel.Debug, "A call ended: {End}.")]
    public partial void Ended(SessionEnd end);

    [LoggerMessage(3, LogLevel.Information, "The DTLS handshake with a phone failed, and its call ends: {Failure}. {Text}")]
    public partial void DtlsFailed(Dtls.DtlsFailure failure, string? text);

    [LoggerMessage(4, LogLevel.Error, "The receiver of a call's video threw an exception. The call goes on.")]
    public partial void SinkFailed(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A call ends because of an unexpected exception. Other calls go on.")]
    public partial void SessionFailed(Exception exception);

    [LoggerMessage(6, LogLevel.Critical,
        "A socket of calls has failed and receives nothing any more. Restart the server to answer calls on it again.")]
    public partial void SocketFailed(Exception exception);

    [LoggerMessage(7, LogLevel.Information,
        "A phone sends pictures of {Width} × {Height} pixels, which cannot be judged. They are passed over, and the call "
        + "goes on; further ones of this call are only counted.")]
    public partial void PicturesPassedOver(int width, int height);

    [LoggerMessage(8, LogLevel.Warning,
        "A call ends because its phone floods the server: too many {Measure} in {Seconds} s. If honest phones send so much, "
        + "raise Media:FloodBitsPerSecond.")]
    public partial void Flooded(string measure, long seconds);
}
