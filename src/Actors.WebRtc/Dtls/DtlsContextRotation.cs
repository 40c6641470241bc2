namespace Actors.WebRtc.Dtls;

/// <summary>
/// The context of new calls. Its certificate is replaced at half of its lifetime: whoever learns the key learns as little as
/// possible, and no call meets one that has run out. Safe for use by several threads at once.
/// </summary>
/// <remarks>
/// A call takes the context once and keeps it, for its fingerprint and its session. An old context is freed when the last call
/// has let go of it, so nobody disposes of it here.
/// </remarks>
public sealed class DtlsContextRotation(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private DtlsContext? _current;

    /// <summary>The context for a call that begins now.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL refuses.</exception>
    public DtlsContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_current is null || time.GetUtcNow() - _current.Certificate.MadeAt >= DtlsCertificate.Lifetime / 2)
                {
                    _current = new(DtlsCertificate.Create(time));
                }

                return _current;
            }
        }
    }

    /// <summary>Frees the context of new calls; those under way go on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _current?.Dispose();
        }
    }
}
