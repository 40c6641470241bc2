namespace Actors.Server.Calls;

/// <summary>
/// The newest key frame of a call, between the thread that receives it and the one that looks at it. Buffers go back and forth,
/// so that none is made for each picture.
/// </summary>
internal sealed class CallPictures
{
    private readonly Lock _gate = new();
    private byte[] _newest = [];
    private byte[] _spare = [];
    private int _length;
    private DateTimeOffset _at;
    private bool _isWaiting;
    private bool _isLookedAt;

    /// <summary>Takes a frame in place of the one that waits.</summary>
    /// <returns>Whether somebody must be told to look: none waited, and none was being looked at.</returns>
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
            var isIdle = !_isWaiting && !_isLookedAt;
            _isWaiting = true;
            return isIdle;
        }
    }

    /// <summary>Gives the frame that waits. It is valid until <see cref="Done"/>.</summary>
    public ReadOnlySpan<byte> Take(out DateTimeOffset at)
    {
        lock (_gate)
        {
            (_newest, _spare) = (_spare, _newest);
            at = _at;
            var length = _isWaiting ? _length : 0;
            _isWaiting = false;
            _isLookedAt = true;
            return _spare.AsSpan(0, length);
        }
    }

    /// <summary>The frame is not needed any more.</summary>
    /// <returns>Whether another one waits: somebody must be told to look.</returns>
    public bool Done()
    {
        lock (_gate)
        {
            _isLookedAt = false;
            return _isWaiting;
        }
    }
}
