namespace Actors.Server.Calls;

/// <summary>
/// The newest key frame of a call, between the thread that receives it and the thread that analyses it. Two buffers are
/// swapped, so no memory is allocated per picture.
/// </summary>
internal sealed class LatestKeyFrame
{
    private readonly Lock _gate = new();
    private byte[] _newest = [];
    private byte[] _taken = [];
    private int _length;
    private DateTimeOffset _at;
    private long _replaced;
    private bool _isWaiting;
    private bool _isTaken;

    /// <summary>Frames whose place a newer one took.</summary>
    public long Replaced => Interlocked.Read(ref _replaced);

    /// <summary>Stores a frame in place of the one that waits.</summary>
    /// <returns>Whether the caller must queue the analysis: no frame waited, and none is being analysed.</returns>
    public bool Put(ReadOnlySpan<byte> frame, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_newest.Length < frame.Length)
            {
                _newest = GC.AllocateUninitializedArray<byte>(frame.Length + (frame.Length / 2));
            }

            frame.CopyTo(_newest);
            (_length, _at) = (frame.Length, at);
            var isIdle = !_isWaiting && !_isTaken;
            _replaced += _isWaiting ? 1 : 0;
            _isWaiting = true;
            return isIdle;
        }
    }

    /// <summary>Takes the frame that waits; empty if none does. It is valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> Take(out DateTimeOffset at)
    {
        lock (_gate)
        {
            (_newest, _taken) = (_taken, _newest);
            at = _at;
            var length = _isWaiting ? _length : 0;
            _isWaiting = false;
            _isTaken = true;
            return _taken.AsSpan(0, length);
        }
    }

    /// <summary>Gives the taken frame back.</summary>
    /// <returns>Whether another frame waits: the caller must queue the analysis.</returns>
    public bool Release()
    {
        lock (_gate)
        {
            _isTaken = false;
            return _isWaiting;
        }
    }
}
