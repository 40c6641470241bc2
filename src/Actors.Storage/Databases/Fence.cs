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

    /// <summary>Whether this process may never write again: another one has taken over, or the database was lost.</summary>
    public bool IsFencedOff => _isFencedOff;

    /// <summary>
    /// How the files of the database were lost; <c>null</c> if they were not, and another process has taken over.
    /// </summary>
    public string? Loss { get; private set; }

    /// <summary>Raised when a write was refused because this process may never write again.</summary>
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

    /// <summary>
    /// Fences this process off if its database was lost: what it would still write and acknowledge is gone with its end.
    /// </summary>
    /// <exception cref="FencedOffException">The database was lost.</exception>
    internal void ThrowIfLost(string? loss)
    {
        if (loss is not null)
        {
            Loss ??= loss;
            MarkFencedOff();
            throw new FencedOffException(loss);
        }
    }
}

/// <summary>
/// Another process has taken over the database, or its files were lost. Nothing is acknowledged, and this process must not
/// write again.
/// </summary>
/// <param name="loss">How the files were lost; <c>null</c> if another process has taken over.</param>
public sealed class FencedOffException(string? loss = null)
    : OrleansException(loss ?? "Another process has taken over the database; this one may not write any more.");
