namespace Actors.WebRtc.Srtp;

/// <summary>The streams of one direction of a call. One that never sent a genuine packet takes no place.</summary>
internal sealed class SrtpSources
{
    private readonly List<SrtpSource> _kept = new(1);
    private SrtpSource _candidate = new();

    /// <summary>Reads the header of an RTP packet and finds its stream.</summary>
    /// <returns><see cref="SrtpResult.Ok"/>, or why the packet is refused.</returns>
    public SrtpResult FindOfRtp(ReadOnlySpan<byte> packet, out SrtpHeader header, out SrtpSource source) =>
        Admit(SrtpHeader.TryReadRtp(packet, out header), header, out source);

    /// <summary>Reads the header of an RTCP packet and finds its stream.</summary>
    /// <returns><see cref="SrtpResult.Ok"/>, or why the packet is refused.</returns>
    public SrtpResult FindOfRtcp(ReadOnlySpan<byte> packet, out SrtpHeader header, out SrtpSource source) =>
        Admit(SrtpHeader.TryReadRtcp(packet, out header), header, out source);

    /// <summary>
    /// What is known of a stream, or an empty page for one that is new; null when there are as many as there may be.
    /// </summary>
    public SrtpSource? Find(uint ssrc)
    {
        foreach (var source in _kept)
        {
            if (source.Ssrc == ssrc)
            {
                return source;
            }
        }

        if (_kept.Count == SrtpSession.MostSources)
        {
            return null;
        }

        _candidate.Reset(ssrc);
        return _candidate;
    }

    /// <summary>Keeps a stream that <see cref="Find"/> gave, because a packet of it was genuine.</summary>
    public void Keep(SrtpSource source)
    {
        if (ReferenceEquals(source, _candidate))
        {
            _kept.Add(source);
            _candidate = new();
        }
    }

    private SrtpResult Admit(bool isWellFormed, SrtpHeader header, out SrtpSource source)
    {
        var found = isWellFormed ? Find(header.Ssrc) : null;
        source = found!; // Nobody looks at it when the packet is refused.
        return found is not null ? SrtpResult.Ok
            : isWellFormed ? SrtpResult.TooManySources
            : SrtpResult.Malformed;
    }
}
