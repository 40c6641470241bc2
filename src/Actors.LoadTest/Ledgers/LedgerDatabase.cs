using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Actors.LoadTest.Ledgers;

/// <summary>Reads the ledger of a database by read-only SQL.</summary>
public sealed class LedgerDatabase
{
    private const string Rows =
        "SELECT grain_key, sequence, at, kind, payload FROM ledger WHERE kind LIKE 'entrant.%' ORDER BY position";

    private const string Registrations =
        "SELECT grain_key, sequence, at, kind, payload FROM ledger WHERE kind LIKE 'registration.%' ORDER BY position";

    private const string Matches = "SELECT record_id, row_id FROM registration_match WHERE row_id IS NOT NULL";

    private const string Roster = "SELECT count(*) FROM roster";

    private const string Outages = "SELECT from_at, to_at FROM outage ORDER BY from_at";

    private readonly Func<DbConnection> _open;

    private LedgerDatabase(Func<DbConnection> open) => _open = open;

    /// <summary>The ledger in a SQLite file.</summary>
    public static LedgerDatabase Sqlite(string path)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        return new(() => new SqliteConnection(connection.ToString()));
    }

    /// <summary>The ledger in a PostgreSQL database.</summary>
    public static LedgerDatabase Postgres(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Options = "-c default_transaction_read_only=on",
        };
        return new(() => new NpgsqlConnection(connection.ToString()));
    }

    /// <summary>Whether the ledger has any row.</summary>
    public async Task<bool> HasRowsAsync(CancellationToken cancellationToken)
    {
        await using var connection = _open();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'ledger'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0)
        {
            return false;
        }

        command.CommandText = "SELECT EXISTS (SELECT 1 FROM ledger)";
        return Convert.ToBoolean(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the outages that the servers recorded.</summary>
    public Task<IReadOnlyList<OutageSpan>> ReadOutagesAsync(CancellationToken cancellationToken) => ReadAsync(
        Outages, row => new OutageSpan(Moment(row.GetInt64(0)), Moment(row.GetInt64(1))), cancellationToken);

    /// <summary>Reads all rows of entrants in the order of commits.</summary>
    /// <exception cref="FormatException">A row cannot be read.</exception>
    public Task<IReadOnlyList<LedgerEntry>> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(Rows, ReadEntry, cancellationToken);

    /// <summary>Reads registrations, and the rows of the roster that belong to them.</summary>
    /// <exception cref="FormatException">A row cannot be read.</exception>
    public async Task<RegistrationRecords> ReadRegistrationsAsync(CancellationToken cancellationToken)
    {
        var matches = await ReadAsync(
            Matches, row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), cancellationToken);
        var roster = await ReadAsync(Roster, row => row.GetInt64(0), cancellationToken);
        return new(
            await ReadAsync(Registrations, ReadEntry, cancellationToken), matches.ToDictionary(StringComparer.Ordinal),
            (int)roster[0]);
    }

    private static LedgerEntry ReadEntry(DbDataReader row)
    {
        var body = LedgerPayload.Open(row.GetFieldValue<byte[]>(4), out var type, out _);
        var kind = row.GetString(3);
        if (type != kind)
        {
            throw new FormatException($"A row of kind {kind} holds {type}.");
        }

        using var json = JsonDocument.Parse(body);
        return new(row.GetString(0), row.GetInt64(1), Moment(row.GetInt64(2)), FactReader.Read(kind, json.RootElement));
    }

    private static DateTimeOffset Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);

    [SuppressMessage("Security", "CA2100", Justification = "The queries are constants of this file.")]
    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string query, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var connection = _open();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

/// <summary>What the database holds of registrations.</summary>
/// <param name="Ledger">The rows of registrations in the ledger.</param>
/// <param name="Rows">The row of the roster that belongs to each registration.</param>
/// <param name="RosterRows">Number of rows of the roster.</param>
public sealed record RegistrationRecords(
    IReadOnlyList<LedgerEntry> Ledger, IReadOnlyDictionary<string, string> Rows, int RosterRows);

/// <summary>
/// The bytes of a row: format byte 1, schema version (7 bits per byte, low bits first), length and UTF-8 of the type name,
/// then JSON in UTF-8.
/// </summary>
public static class LedgerPayload
{
    private const byte Format = 1;
    private const int MaxVersionBytes = 4;

    /// <summary>Splits a payload into its type, version and JSON.</summary>
    /// <exception cref="FormatException">The bytes are not a payload.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> payload, out string type, out int version)
    {
        var bytes = payload.Span;
        if (bytes.IsEmpty || bytes[0] != Format)
        {
            throw new FormatException("A payload begins with the format byte 1.");
        }

        version = 0;
        var at = 1;
        byte part;
        do
        {
            if (at >= bytes.Length || at > MaxVersionBytes)
            {
                throw new FormatException("A payload has a schema version after the format byte.");
            }

            part = bytes[at];
            version |= (part & 0x7F) << (7 * (at - 1));
            at++;
        }
        while (part > 0x7F);

        if (at >= bytes.Length || at + 1 + bytes[at] > bytes.Length)
        {
            throw new FormatException("A payload has the name of its type after the version.");
        }

        var name = bytes.Slice(at + 1, bytes[at]);
        type = Encoding.UTF8.GetString(name);
        return payload[(at + 1 + name.Length)..];
    }
}

/// <summary>A period of programme time in which no server served people.</summary>
public readonly record struct OutageSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Merges overlapping spans and sorts them.</summary>
    public static IReadOnlyList<OutageSpan> Union(IEnumerable<OutageSpan> spans)
    {
        var union = new List<OutageSpan>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (union.Count > 0 && union[^1] is var last && span.From <= last.To)
            {
                union[^1] = last with { To = span.To > last.To ? span.To : last.To };
            }
            else
            {
                union.Add(span);
            }
        }

        return union;
    }

    /// <summary>How much of the outage lies between two moments.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var first = from > From ? from : From;
        var last = to < To ? to : To;
        return last > first ? last - first : TimeSpan.Zero;
    }
}
