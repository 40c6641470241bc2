using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
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
    public Task<int> RevokeAllAsync(EntrantId person, CancellationToken cancellationToken = default) =>
        _table.RevokeAllAsync(person, cancellationToken);

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

/// <summary>Stores the hashes of tokens in a table of either database.</summary>
internal sealed class PhoneTokenTable(Database database, TimeProvider time)
{
    /// <summary>Stores new tokens, all or none.</summary>
    public async Task InsertAsync(
        IReadOnlyList<(PhoneTokenHash Hash, PhoneTokenOwner Owner)> tokens, CancellationToken cancellationToken)
    {
        var hashes = tokens.Select(token => Convert.ToHexString(token.Hash.Bytes)).ToArray();
        var entrants = tokens.Select(token => token.Owner.Entrant.ToString()).ToArray();
        var programmes = tokens.Select(token => token.Owner.Programme.Value).ToArray();
        var expiries = tokens
            .Select(token => token.Owner.ExpiresAt is { } at ? UnixMicroseconds.From(at) : (long?)null).ToArray();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at)
                SELECT decode(hash, 'hex'), entrant, programme, @now, expiry
                FROM unnest(@hashes, @entrants, @programmes, @expiries) AS new (hash, entrant, programme, expiry)
                """,
                ("hashes", hashes), ("entrants", entrants), ("programmes", programmes), ("expiries", expiries), ("now", Now()))
            : transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at)
                SELECT unhex(value ->> 0), value ->> 1, value ->> 2, @now, value ->> 3 FROM json_each(@rows)
                """,
                ("rows", JsonSerializer.Serialize(
                    hashes.Select((hash, row) => new object?[] { hash, entrants[row], programmes[row], expiries[row] }))),
                ("now", Now()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT entrant_id, programme, expires_at, renewal_of FROM phone_token WHERE hash = @hash AND revoked_at IS NULL",
            ("hash", hash.Bytes));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(
                EntrantId.Parse(reader.GetString(0)), ProgrammeId.Parse(reader.GetString(1)),
                reader.IsDBNull(2) ? null : UnixMicroseconds.ToMoment(reader.GetInt64(2)),
                IsRenewal: !reader.IsDBNull(3))
            : null;
    }

    /// <summary>Revokes all tokens of a person. Returns how many there were.</summary>
    public async Task<int> RevokeAllAsync(EntrantId person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "UPDATE phone_token SET revoked_at = @now WHERE entrant_id = @person AND revoked_at IS NULL",
            ("person", person.ToString()), ("now", Now()));
        var revoked = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    /// <summary>Reads the tokens that were revoked since a moment.</summary>
    public async Task<IReadOnlyList<PhoneTokenHash>> ReadRevokedAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT hash FROM phone_token WHERE revoked_at >= @since", ("since", UnixMicroseconds.From(since)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var revoked = new List<PhoneTokenHash>();
        while (await reader.ReadAsync(cancellationToken))
        {
            revoked.Add(new((byte[])reader.GetValue(0)));
        }

        return revoked;
    }

    /// <summary>Stores a token in place of another one. Returns <c>false</c> if that is unknown or revoked.</summary>
    public async Task<bool> RenewAsync(
        PhoneTokenHash old, PhoneTokenHash renewed, DateTimeOffset oldUntil, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var forget = transaction.Command("DELETE FROM phone_token WHERE renewal_of = @old", ("old", old.Bytes));
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = transaction.Command(
            """
            INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at, renewal_of)
            SELECT @new, entrant_id, programme, @now, expires_at, hash FROM phone_token
            WHERE hash = @old AND revoked_at IS NULL
            """,
            ("new", renewed.Bytes), ("old", old.Bytes), ("now", Now()));
        var isDone = await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
        await using var shorten = transaction.Command(
            "UPDATE phone_token SET expires_at = @until WHERE hash = @old AND (expires_at IS NULL OR expires_at > @until)",
            ("old", old.Bytes), ("until", UnixMicroseconds.From(oldUntil)));
        await shorten.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isDone;
    }

    /// <summary>Revokes a token. Returns <c>false</c> if it is unknown or was revoked before.</summary>
    public async Task<bool> RevokeAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "UPDATE phone_token SET revoked_at = @now WHERE hash = @hash AND revoked_at IS NULL",
            ("hash", hash.Bytes), ("now", Now()));
        var revoked = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    /// <summary>Revokes the token in whose place one was issued.</summary>
    public async Task ConfirmRenewalAsync(PhoneTokenHash renewed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var revoke = transaction.Command(
            """
            UPDATE phone_token SET revoked_at = @now
            WHERE revoked_at IS NULL AND hash = (SELECT renewal_of FROM phone_token WHERE hash = @new)
            """,
            ("new", renewed.Bytes), ("now", Now()));
        await revoke.ExecuteNonQueryAsync(cancellationToken);
        await using var confirm = transaction.Command(
            "UPDATE phone_token SET renewal_of = NULL WHERE hash = @new", ("new", renewed.Bytes));
        await confirm.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private long Now() => UnixMicroseconds.From(time.GetUtcNow());
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
            new PhoneTokenTable(provider.GetRequiredService<Database>(), time), provider.GetRequiredService<IProgrammeTime>(), time);
    });
}
