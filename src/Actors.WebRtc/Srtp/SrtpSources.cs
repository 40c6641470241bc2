namespace Actors.WebRtc.Srtp;

/// <summary>The streams of one direction of a call. One that never sent a genuine packet takes no place.</summary>
internal sealed class SrtpSources
{
    private readonly List<SrtpSource> _kept = new(1);
    private SrtpSource _candidate = new();

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
}
