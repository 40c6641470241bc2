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
