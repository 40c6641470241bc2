namespace Actors.Storage.Fencing;

/// <summary>
/// What this process knows of its right to write. Every commit checks the token against the stored one in its own
/// transaction; once it was stale, no commit is tried again.
/// </summary>
public sealed class Fence
{
    private long _token;
    private volatile bool _isFencedOff;

    /// <summary>No token is checked: for tools and tests that write alone.</summary>
    public static Fence None => new();

    /// <summary>The token that must be stored; null: none is checked.</summary>
    public long? Token => Volatile.Read(ref _token) is > 0 and var token ? token : null;

    /// <summary>Whether somebody else has taken over.</summary>
    public bool IsFencedOff => _isFencedOff;

    /// <summary>Raised when a write was refused because somebody else has taken over.</summary>
    public event EventHandler? FencedOff;

    /// <summary>From now on every commit checks this token.</summary>
    internal void Raise(long token)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(token);
        Volatile.Write(ref _token, token);
    }

    /// <summary>The stored token is another. There is no way back.</summary>
    internal void MarkFencedOff()
    {
        _isFencedOff = true;
        FencedOff?.Invoke(this, EventArgs.Empty);
    }
}
