namespace Actors.Privacy.Tokens;

/// <summary>
/// The tokens that phones sign in with. Recent look-ups are cached, so that phones that reconnect all at once do not each
/// query the database. A token revoked on another server is accepted here for <see cref="Remembered"/> at most.
/// </summary>
public sealed class PhoneTokens
{
    /// <summary>The largest number of tokens in one call.</summary>
    public const int MostAtOnce = 10_000;

    /// <summary>How long a look-up is cached.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly PhoneTokenTable _table;
    private readonly TimeProvider _time;
    private readonly int _generation;
    private readonly Lock _gate = new();
    private Dictionary<PhoneTokenHash, Entry> _young = [];
    private Dictionary<PhoneTokenHash, Entry> _old = [];
    private long _revocations;

    internal PhoneTokens(PhoneTokenTable table, TimeProvider time, int inMemory = 32_768)
    {
        _table = table;
        _time = time;
        _generation = Math.Max(1, inMemory / 2);
    }

    /// <summary>Creates a token for each phone and stores them, all or none.</summary>
    /// <param name="owners">The owners; at most <see cref="MostAtOnce"/>.</param>
    /// <param name="cancellationToken">Cancels the call; unused tokens may have been stored.</param>
    /// <returns>The tokens in the order of the owners. They cannot be read again.</returns>
    public async Task<IReadOnlyList<PhoneToken>> IssueAsync(
        IReadOnlyList<PhoneTokenOwner> owners, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owners);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(owners.Count, MostAtOnce);
        var tokens = owners.Select(_ => PhoneToken.Draw()).ToList();
        await _table.InsertAsync([.. tokens.Zip(owners, (token, owner) => (token.Hash, owner))], cancellationToken);
        return tokens;
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async ValueTask<PhoneTokenOwner?> FindAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        long revocations;
        lock (_gate)
        {
            if (Recall(token.Hash) is { } owner)
            {
                return owner;
            }

            revocations = _revocations;
        }

        var found = await _table.FindAsync(token.Hash, cancellationToken);
        lock (_gate)
        {
            // A result read before a revocation may be revoked.
            if (found is not null && revocations == _revocations)
            {
                Remember(token.Hash, found);
            }
        }

        return found;
    }

    /// <summary>Revokes a token.</summary>
    /// <returns><c>false</c> if the token is unknown or was revoked before.</returns>
    public async Task<bool> RevokeAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var revoked = await _table.RevokeAsync(token.Hash, cancellationToken);
        lock (_gate)
        {
            _revocations++;
            _young.Remove(token.Hash);
            _old.Remove(token.Hash);
        }

        return revoked;
    }

    private PhoneTokenOwner? Recall(PhoneTokenHash hash)
    {
        var isThere = _young.TryGetValue(hash, out var entry) || _old.TryGetValue(hash, out entry);
        return isThere && _time.GetElapsedTime(entry.ReadAt) < Remembered ? entry.Owner : null;
    }

    /// <summary>Adds a look-up. Drops the older half of the cache if it is full.</summary>
    private void Remember(PhoneTokenHash hash, PhoneTokenOwner owner)
    {
        if (_young.Count >= _generation)
        {
            (_old, _young) = (_young, []);
        }

        _young[hash] = new(owner, _time.GetTimestamp());
    }

    private readonly record struct Entry(PhoneTokenOwner Owner, long ReadAt);
}
