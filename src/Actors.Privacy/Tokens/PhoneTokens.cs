using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Storage.Databases;
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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(owners.Count, MostAtOnce);
        var tokens = owners.Select(_ => PhoneToken.Draw()).ToList();
        await _table.InsertAsync([.. tokens.Zip(owners, (token, owner) => (token.Hash, owner))], cancellationToken);
        return tokens;
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async ValueTask<PhoneTokenOwner?> FindAsync(PhoneToken token, CancellationToken cancellationToken = default)
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
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at)
                SELECT decode(hash, 'hex'), entrant, programme, @now
                FROM unnest(@hashes, @entrants, @programmes) AS new (hash, entrant, programme)
                """,
                ("hashes", hashes), ("entrants", entrants), ("programmes", programmes), ("now", Now()))
            : transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at)
                SELECT unhex(value ->> 0), value ->> 1, value ->> 2, @now FROM json_each(@rows)
                """,
                ("rows", JsonSerializer.Serialize(hashes.Select((hash, row) => new[] { hash, entrants[row], programmes[row] }))),
                ("now", Now()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT entrant_id, programme FROM phone_token WHERE hash = @hash AND revoked_at IS NULL", ("hash", hash.Bytes));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(EntrantId.Parse(reader.GetString(0)), ProgrammeId.Parse(reader.GetString(1)))
            : null;
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
        return new PhoneTokens(new PhoneTokenTable(provider.GetRequiredService<Database>(), time), time);
    });
}
