namespace Actors.WebRtc.Srtp;

/// <summary>Makes sessions of SRTP.</summary>
public static class SrtpSession
{
    /// <summary>
    /// Streams that a call may have in each direction. A phone sends one, and some more when it restarts its camera; each
    /// costs memory.
    /// </summary>
    public const int MostSources = 16;

    /// <summary>
    /// Packets by which one may be late (RFC 3711, section 3.3.2 asks for at least 64): a second of video at 10 Mbit/s.
    /// </summary>
    public const int ReplayWindow = 1024;

    /// <summary>A session with the keys, which it copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such implementation.</exception>
    public static ISrtpSession Create(SrtpKeys keys, SrtpImplementation implementation = SrtpImplementation.LibSrtp) =>
        implementation switch
        {
            SrtpImplementation.Managed => new ManagedSrtpSession(keys),
            SrtpImplementation.LibSrtp => new LibSrtpSession(keys),
            _ => throw new ArgumentOutOfRangeException(
                nameof(implementation), implementation, "There is no such implementation."),
        };
}
