using Actors.Domain.Entrants.Stays;
using Actors.Storage.Databases;
using Actors.Storage.Outages;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>How long a token outlives the stay, so that the person can still read the record.</summary>
    public static readonly TimeSpan AfterStay = TimeSpan.FromDays(28);

    /// <summary>How long a token that was renewed can still be used, because the new one may not have arrived.</summary>
    public static readonly TimeSpan AfterRenewal = TimeSpan.FromDays(1);

    private readonly PhoneTokenTable _table;
    private readonly IProgrammeTime _programme;
    private readonly TimeProvider _time;
    private readonly int _generation;
    private readonly Lock _gate = new();
    private Dictionary<PhoneTokenHash, Entry> _young = [];
    private Dictionary<PhoneTokenHash, Entry> _old = [];
    private long _revocations;

    internal PhoneTokens(PhoneTokenTable table, IProgrammeTime programme, TimeProvider time, int inMemory = 32_768)
    {
        _table = table;
        _programme = programme;
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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(owners.Count, MostAtOnce);
        var tokens = owners.Select(_ => PhoneToken.Draw()).ToList();
        await _table.InsertAsync([.. tokens.Zip(owners, (token, owner) => (token.Hash, owner))], cancellationToken);
        return tokens;
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown, revoked or expired.</summary>
    public async ValueTask<PhoneTokenOwner?> FindAsync(PhoneToken token, CancellationToken cancellationToken = default) =>
        await RecallOrReadAsync(token, cancellationToken) is { } owner && !(owner.ExpiresAt <= _programme.Now) ? owner : null;

    private async ValueTask<PhoneTokenOwner?> RecallOrReadAsync(PhoneToken token, CancellationToken cancellationToken)
    {
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
        var revoked = await _table.RevokeAsync(token.Hash, cancellationToken);
        Forget([token.Hash]);
        return revoked;
    }

    /// <summary>
    /// Revokes all tokens of a person. Servers close the connections of revoked tokens when they next read
    /// <see cref="ReadRevokedAsync"/>.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RevokeAllAsync(EntrantId person, CancellationToken cancellationToken = default)
    {
        // Until there is none: one of them may have been renewed meanwhile.
        var all = 0;
        while (await _table.RevokeAllAsync(person, cancellationToken) is > 0 and var more)
        {
            all += more;
        }

        return all;
    }

    /// <summary>Reads which tokens were revoked since a moment of the wall clock, here or on another server.</summary>
    public async Task<RevokedTokens> ReadRevokedAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var revoked = await _table.ReadRevokedAsync(since, cancellationToken);
        Forget(revoked);
        return new(revoked.ToHashSet());
    }

    /// <summary>
    /// Issues a token in place of another one, which can then be used for <see cref="AfterRenewal"/> at most. A token that
    /// was issued in its place before is no longer valid.
    /// </summary>
    /// <returns><c>null</c> if the old token is unknown or revoked.</returns>
    public async Task<PhoneToken?> RenewAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        var renewed = PhoneToken.Draw();
        var isDone = await _table.RenewAsync(
            token.Hash, renewed.Hash, _programme.Now + AfterRenewal, cancellationToken);
        Forget([token.Hash]);
        return isDone ? renewed : null;
    }

    /// <summary>Records that a renewed token arrived, which revokes the one before it.</summary>
    public async Task ConfirmRenewalAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        await _table.ConfirmRenewalAsync(token.Hash, cancellationToken);
        Forget([token.Hash]);
    }

    private void Forget(IReadOnlyCollection<PhoneTokenHash> hashes)
    {
        lock (_gate)
        {
            _revocations += hashes.Count;
            foreach (var hash in hashes)
            {
                _young.Remove(hash);
                _old.Remove(hash);
            }
        }
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

/// <summary>Tokens that were revoked.</summary>
public sealed class RevokedTokens
{
    private readonly HashSet<PhoneTokenHash> _hashes;

    internal RevokedTokens(HashSet<PhoneTokenHash> hashes) => _hashes = hashes;

    /// <summary>Whether a token is one of them.</summary>
    public bool Contains(PhoneToken token) => _hashes.Contains(token.Hash);
}

/// <summary>Registers the tokens of phones.</summary>
public static class PhoneTokenServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="PhoneTokens"/> on the registered <see cref="Database"/> and the registered
    /// <see cref="TimeProvider"/>, which must be the wall clock.
    /// </summary>
    public static IServiceCollection AddPhoneTokens(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return new PhoneTokens(
            new PhoneTokenTable(provider.GetRequiredService<Database>(), time),
            provider.GetRequiredService<IProgrammeTime>(), time);
    });
}
