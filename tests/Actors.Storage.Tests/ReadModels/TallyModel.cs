using Actors.Storage.Ledger;
using Actors.Storage.ReadModels;
using Actors.Storage.Tests.Samples;

namespace Actors.Storage.Tests.ReadModels;

/// <summary>The latest count of every tally, and how many events made it.</summary>
public sealed class TallyModel(int version = 1, int factor = 1) : IReadModel
{
    public string Name => "tallies";

    public int Version => version;

    public IReadOnlyList<string> Tables { get; } = ["tally_count"];

    /// <summary>Thrown after the tables were changed, once.</summary>
    public Exception? FailNext { get; set; }

    public async Task CreateTablesAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"CREATE TABLE {session.Table("tally_count")} "
            + "(grain_key text PRIMARY KEY, count bigint NOT NULL, events bigint NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ApplyAsync(
        ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            await using var command = session.Command(
                $"""
                INSERT INTO {session.Table("tally_count")} AS t (grain_key, count, events) VALUES (@key, @count, 1)
                ON CONFLICT (grain_key) DO UPDATE SET count = excluded.count, events = t.events + 1
                """,
                ("key", record.GrainKey),
                ("count", ((Counted)record.Event.Body).Count * factor));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (FailNext is { } failure)
        {
            FailNext = null;
            throw failure;
        }
    }

    public async Task EraseAsync(
        ReadModelSession session, IReadOnlyCollection<ErasedPart> people, CancellationToken cancellationToken)
    {
        foreach (var part in people)
        {
            await using var command = session.Command(
                $"DELETE FROM {session.Table("tally_count")} WHERE grain_key = @key", ("key", part.Person));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
