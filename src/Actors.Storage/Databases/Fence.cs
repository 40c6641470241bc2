namespace Actors.Storage.Databases;

/// <summary>
/// The right of this process to write. Every commit compares the token with the stored one in its own transaction. Once
/// the token was stale, this process does not try to commit again.
/// </summary>
public sealed class Fence
{
    private long _token;
    private volatile bool _isFencedOff;

    /// <summary>
    /// Checks no token: several servers write, and Orleans keeps one activation per grain.
    /// </summary>
    public static Fence None => new();

    /// <summary>The token that the database must hold; <c>null</c> if none is checked.</summary>
    public long? Token => Volatile.Read(ref _token) is > 0 and var token ? token : null;

    /// <summary>Whether another process has taken over.</summary>
    public bool IsFencedOff => _isFencedOff;

    /// <summary>Raised when a write was refused because another process has taken over.</summary>
    public event EventHandler? FencedOff;

    /// <summary>Sets the token that every later commit checks.</summary>
    internal void Raise(long token)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(token);
        Volatile.Write(ref _token, token);
    }

    /// <summary>Records that the stored token is a newer one. This cannot be undone.</summary>
    internal void MarkFencedOff()
    {
        _isFencedOff = true;
        FencedOff?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>
/// Another process has taken over the database. Nothing was written, and this process must not write again.
/// </summary>
public sealed class FencedOffException()
    : OrleansException("Another process has taken over the database; this one may not write any more.");
