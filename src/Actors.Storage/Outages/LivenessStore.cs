using System.Data.Common;
using System.Globalization;
using Actors.Storage.Databases;

namespace Actors.Storage.Outages;

/// <summary>Stores signs of life and outages in either database.</summary>
internal sealed class LivenessStore(Database database)
{
    private string LedgerOrder => database.Dialect == DatabaseDialect.Sqlite ? "position" : "transaction_id DESC, position";

    /// <summary>Reads the last sign of life of a server; <c>null</c> if there is none.</summary>
    public async Task<LivenessMark?> FindAsync(string serverId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT seen_at, stopped_at IS NOT NULL, boot_id, since_boot FROM server_liveness WHERE server_id = @server",
            ("server", serverId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? CurrentMark(serverId, reader) : null;
    }

    /// <summary>Reads the newest sign of life of another server; <c>null</c> if there is none.</summary>
    public async Task<DateTimeOffset?> FindOthersAsync(string serverId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT max(seen_at) FROM server_liveness WHERE server_id <> @server", ("server", serverId));
        return await command.ExecuteScalarAsync(cancellationToken) is long at ? UnixMicroseconds.ToMoment(at) : null;
    }

    /// <summary>
    /// Reads the latest programme time in a sign of life or the ledger; <c>null</c> if there is none.
    /// </summary>
    public async Task<DateTimeOffset?> FindLatestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"""
            SELECT max(shown.at) FROM (
                SELECT max(seen_at) AS at FROM server_liveness
                UNION ALL
                SELECT max(last.at) FROM (SELECT at FROM ledger ORDER BY {LedgerOrder} DESC LIMIT @rows) AS last
            ) AS shown
            """,
            ("rows", Limits.BatchRows));
        return await command.ExecuteScalarAsync(cancellationToken) is long at ? UnixMicroseconds.ToMoment(at) : null;
    }

    /// <summary>Stores a sign of life and, if it ends an outage, that outage, in one transaction.</summary>
    /// <returns>The number of the sign among those of all servers.</returns>
    public async Task<long> CommitAsync(LivenessMark mark, Outage? outage, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var seenAt = UnixMicroseconds.From(mark.SeenAt);
        await using var command = transaction.Command(
            """
            INSERT INTO server_liveness (server_id, seen_at, stopped_at, boot_id, since_boot)
            VALUES (@server, @seen, @stopped, @boot, @since)
            ON CONFLICT (server_id) DO UPDATE SET seen_at = excluded.seen_at, stopped_at = excluded.stopped_at,
                boot_id = excluded.boot_id, since_boot = excluded.since_boot
            """,
            ("server", mark.ServerId),
            ("seen", seenAt),
            ("stopped", mark.IsStopped ? seenAt : null),
            ("boot", mark.BootId),
            ("since", (long)mark.SinceBoot.TotalMicroseconds));
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (outage is not null)
        {
            await AddAsync(transaction, outage, cancellationToken);
        }

        await using var count = transaction.Command("UPDATE installation SET signs = signs + 1 RETURNING signs");
        var signs = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return signs;
    }

    /// <summary>Stores an outage.</summary>
    public async Task AddAsync(Outage outage, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await AddAsync(transaction, outage, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads the outages that overlap (after, until), ordered by their beginning.</summary>
    public async Task<IReadOnlyList<Outage>> ReadAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var outages = new List<Outage>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT from_at, to_at, cause, server_id, planned FROM outage
            WHERE to_at > @after AND from_at < @until ORDER BY from_at, id
            """,
            ("after", UnixMicroseconds.From(after)),
            ("until", UnixMicroseconds.From(until)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            outages.Add(Current(reader));
        }

        return outages;
    }

    private static LivenessMark CurrentMark(string serverId, DbDataReader reader) =>
        new(serverId, UnixMicroseconds.ToMoment(reader.GetInt64(0)), reader.GetBoolean(1))
        {
            BootId = reader.IsDBNull(2) ? null : reader.GetString(2),
            SinceBoot = reader.IsDBNull(3) ? TimeSpan.Zero : TimeSpan.FromMicroseconds(reader.GetInt64(3)),
        };

    private static Outage Current(DbDataReader reader) => new(
        UnixMicroseconds.ToMoment(reader.GetInt64(0)),
        UnixMicroseconds.ToMoment(reader.GetInt64(1)),
        Enum.Parse<OutageCause>(reader.GetString(2), ignoreCase: true),
        reader.GetString(3),
        reader.GetBoolean(4));

    private static async Task AddAsync(DbTransaction transaction, Outage outage, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            "INSERT INTO outage (server_id, cause, planned, from_at, to_at) VALUES (@server, @cause, @planned, @from, @to)",
            ("server", outage.ServerId),
            ("cause", outage.Cause.ToString().ToLower(CultureInfo.InvariantCulture)),
            ("planned", outage.IsPlanned),
            ("from", UnixMicroseconds.From(outage.From)),
            ("to", UnixMicroseconds.From(outage.To)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A sign that the server ran and could write.</summary>
/// <param name="At">The programme time.</param>
/// <param name="SinceBoot">The same moment by <see cref="SteadyClock.SinceBoot"/>.</param>
/// <param name="Interval">The time to the next sign, in real time.</param>
internal sealed record SignOfLife(DateTimeOffset At, TimeSpan SinceBoot, TimeSpan Interval)
{
    /// <summary>Whether the next sign is so late that it is an outage. Steps of the wall clock do not count.</summary>
    /// <param name="sinceBoot">Now, by <see cref="SteadyClock.SinceBoot"/>.</param>
    /// <param name="speed">Programme seconds per real second.</param>
    public bool IsOverdue(TimeSpan sinceBoot, double speed)
    {
        var least = Limits.LivenessGap / Math.Max(1, speed);
        return sinceBoot - SinceBoot > (least > Limits.ShortestOutage ? least : Limits.ShortestOutage);
    }
}

/// <summary>The stored last sign of life of a server.</summary>
/// <param name="ServerId">The id of the server.</param>
/// <param name="SeenAt">The programme time.</param>
/// <param name="IsStopped">Whether the server stopped in an orderly way.</param>
internal sealed record LivenessMark(string ServerId, DateTimeOffset SeenAt, bool IsStopped)
{
    /// <summary>The start of the machine; <c>null</c> if unknown.</summary>
    public string? BootId { get; init; }

    /// <summary>The time from that start to the sign.</summary>
    public TimeSpan SinceBoot { get; init; }
}
