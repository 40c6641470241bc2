using System.Diagnostics;
using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Harness;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// The server is killed before eleven while people report, and started again at eleven, when everybody is due. Seconds
/// from the start of the process, published as for an operator, to the first answered report, and until no entrant is due
/// any more. For comparison: reading the rows that are due.
/// </summary>
internal sealed class Restart(string name, Func<Task<IArena>> createArena, int entrants) : IBenchmark
{
    private const int WithKeys = 1_000;
    private const double AnswerAim = 3;
    private const double ScheduleAim = 10;
    private const double AimEntrants = 300_000;
    private static readonly TimeSpan Reporting = TimeSpan.FromSeconds(1);

    public string Name => name;

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var keys = new TownKeys();
        await using var arena = await createArena();
        await using (var town = await Town.StartAsync(arena.Storage, keys.Path, Town.Morning))
        {
            await new Settlers(town).SettleAsync(entrants);
            await town.People.MakeKeysAsync(WithKeys);
        }

        var peer = new Series([await ReadDueAsync(arena.Storage)]);
        await using (var first = Child.StartPublished(TownProcess.Arguments(arena.Storage, keys.Path, Town.Eleven.AddMinutes(-30))))
        {
            await first.HearAsync(TownProcess.CaughtUp);
            await Task.Delay(Reporting, TimeProvider.System);
            await first.KillAsync();
        }

        var started = Stopwatch.GetTimestamp();
        await using var second = Child.StartPublished(TownProcess.Arguments(arena.Storage, keys.Path, Town.Eleven));
        await second.HearAsync(TownProcess.Answered);
        var answered = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await second.HearAsync(TownProcess.CaughtUp);
        var caughtUp = new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, second.Cpu.TotalMicroseconds / entrants);
        return
        [
            new($"first report answered, {entrants:#,0} on disk", "s", new([new(answered)]), "SELECT of the due rows", peer,
                Aim.AtMost(AnswerAim), IsLessBetter: true),
            new($"schedule caught up, {entrants:#,0} due", "s", new([caughtUp]), "SELECT of the due rows", peer,
                Aim.AtMost(ScheduleAim * entrants / AimEntrants), IsLessBetter: true),
        ];
    }

    private static async Task<Sample> ReadDueAsync(StorageOptions storage)
    {
        await using Database database = storage.Kind == StorageKind.Sqlite
            ? new SqliteDatabase(storage.Path)
            : new PostgresDatabase(storage.ConnectionString);
        await using var connection = await database.OpenAsync();
        await using var command = connection.Command(
            "SELECT grain_type, grain_key, due_at FROM grain_state WHERE due_at <= @now",
            ("now", UnixMicroseconds.From(Town.Eleven)));
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        for (; await reader.ReadAsync(); rows++)
        {
            reader.GetString(1);
        }

        return new(
            Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows);
    }
}
