namespace Actors.WebRtc.Sessions;

/// <summary>SessionLimits of calls that nobody needs to set. Times are in milliseconds.</summary>
public static class SessionLimits
{
    /// <summary>Calls of one endpoint.</summary>
    public const int Calls = 10_000;

    /// <summary>Threads that receive.</summary>
    public const int ReceiveThreads = 64;

    /// <summary>Pixels of a frame: beyond this nothing that a phone films is.</summary>
    public const int Pixels = 4096 * 2304;

    /// <summary>Bytes of a key frame; a longer one is dropped while it is put together.</summary>
    public const int FrameBytes = 1024 * 1024;

    /// <summary>Bytes of a datagram: nobody sends longer ones on purpose.</summary>
    public const int DatagramBytes = 2048;

    /// <summary>Between two looks at each call.</summary>
    public const int TickMs = 20;

    /// <summary>Between two reports of reception.</summary>
    public const long ReportMs = 1_000;

    /// <summary>Packets that are asked for again at once.</summary>
    public const int MissingPackets = 64;

    /// <summary>How long a stream must be silent before another one takes its place.</summary>
    public const long StreamSilenceMs = 1_000;

    /// <summary>How long an address belongs to the call that spoke from it last.</summary>
    public const long AddressClaimMs = 5_000;

    /// <summary>
    /// How long a phone has to speak before it is spoken to. One that is checked before it has read our answer may begin its
    /// handshake without knowing our fingerprint (libdatachannel).
    /// </summary>
    public const long FirstProbeMs = 500;

    /// <summary>Addresses that are spoken to first.</summary>
    public const int ProbedCandidates = 8;

    /// <summary>How often they are spoken to.</summary>
    public const int ProbeRounds = 25;

    /// <summary>Between two times.</summary>
    public const long ProbeMs = 200;

    /// <summary>Between two measurements of the round trip.</summary>
    public const long RoundTripMs = 5_000;

    /// <summary>Bytes that a socket may have waiting, as far as the system allows.</summary>
    internal const int SocketBuffer = 8 * 1024 * 1024;

    /// <summary>Failures of a socket one after another, after which it is given up.</summary>
    internal const int SocketFailures = 100;

    /// <summary>Tries to find a port that is free on all addresses.</summary>
    internal const int PortTries = 16;

    /// <summary>Packets that a sender keeps in case they are asked for again.</summary>
    internal const int KeptPackets = 256;
}
