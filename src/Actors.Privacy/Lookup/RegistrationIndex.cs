using System.Data.Common;
using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Storage.Databases;

namespace Actors.Privacy.Lookup;

/// <summary>
/// Stores which registration has which details, and how often each was tried, by blind index. The primary key makes sure that
/// one registration has them, however many servers ask at once.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="indexer">Computes the keyed hashes.</param>
/// <param name="time">The wall clock.</param>
public sealed class RegistrationIndex(Database database, BlindIndexer indexer, TimeProvider time) : IRegistrationIndex
{
    private static readonly TimeSpan AttemptsWindow = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EntrantId>> TakeAsync(
        ProgrammeId programme, IReadOnlyList<IdentityTaker> takers, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(takers.Count, Domain.Limits.RecordBatch);
        var owners = new EntrantId[takers.Count];
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        for (var number = 0; number < takers.Count; number++)
        {
            owners[number] = await TakeAsync(transaction, programme, takers[number], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return owners;
    }

    /// <inheritdoc/>
    public async Task<EntrantId?> FindAsync(
        ProgrammeId programme, string passportNumber, DateOnly birthDate, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var value in indexer.Candidates(Term(programme, passportNumber, birthDate)))
        {
            await using var command = connection.Command(
                "SELECT entrant_id FROM registration_identity WHERE key_id = @key AND value = @value",
                ("key", value.Key.Text), ("value", value.Value.ToArray()));
            if (await command.ExecuteScalarAsync(cancellationToken) is string person)
            {
                return EntrantId.Parse(person);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(EntrantId person, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "DELETE FROM registration_identity WHERE entrant_id = @person", ("person", person.ToString()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TryAttemptAsync(
        ProgrammeId programme, string passportNumber, DateOnly birthDate, int max,
        CancellationToken cancellationToken = default)
    {
        var value = indexer.Compute(Term(programme, passportNumber, birthDate));
        var now = UnixMicroseconds.From(time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var forget = transaction.Command(
            "DELETE FROM registration_attempt WHERE since <= @old",
            ("old", now - (AttemptsWindow.Ticks / TimeSpan.TicksPerMicrosecond)));
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var count = transaction.Command(
            """
            INSERT INTO registration_attempt (key_id, value, since, count) VALUES (@key, @value, @now, 1)
            ON CONFLICT (key_id, value) DO UPDATE SET count = registration_attempt.count + 1
            RETURNING count
            """,
            ("key", value.Key.Text), ("value", value.Value.ToArray()), ("now", now));
        var attempts = Convert.ToInt64(
            await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await transaction.CommitAsync(cancellationToken);
        return attempts <= max;
    }

    private static BlindTerm Term(ProgrammeId programme, string passportNumber, DateOnly birthDate) => BlindTerm.Registration(
        programme.Value, passportNumber, birthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    private async Task<EntrantId> TakeAsync(
        DbTransaction transaction, ProgrammeId programme, IdentityTaker taker, CancellationToken cancellationToken)
    {
        var values = indexer.Candidates(Term(programme, taker.PassportNumber, taker.BirthDate));
        var person = taker.Person.ToString();
        foreach (var older in values.Skip(1))
        {
            // Taken under an older secret: the owner keeps it, under the present one.
            await using var renew = transaction.Command(
                "UPDATE registration_identity SET key_id = @new, value = @now WHERE key_id = @key AND value = @value",
                ("new", values[0].Key.Text), ("now", values[0].Value.ToArray()), ("key", older.Key.Text),
                ("value", older.Value.ToArray()));
            await renew.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var insert = transaction.Command(
            """
            INSERT INTO registration_identity (key_id, value, entrant_id) VALUES (@key, @value, @person)
            ON CONFLICT (key_id, value) DO NOTHING
            """,
            ("key", values[0].Key.Text), ("value", values[0].Value.ToArray()), ("person", person));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await using var give = transaction.Command(
            "DELETE FROM registration_identity WHERE entrant_id = @person AND NOT (key_id = @key AND value = @value)",
            ("key", values[0].Key.Text), ("value", values[0].Value.ToArray()), ("person", person));
        await give.ExecuteNonQueryAsync(cancellationToken);
        await using var find = transaction.Command(
            "SELECT entrant_id FROM registration_identity WHERE key_id = @key AND value = @value",
            ("key", values[0].Key.Text), ("value", values[0].Value.ToArray()));
        return EntrantId.Parse((string)(await find.ExecuteScalarAsync(cancellationToken))!);
    }
}
