using Actors.Benchmarks.Harness;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;
using Actors.Grains.Entrants;
using Actors.Storage.States;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Entrants;

/// <summary>The people of a town, the same in every run.</summary>
internal sealed class People(Town town)
{
    /// <summary>What the state of a grain is stored under.</summary>
    public const string StateName = "entrant";

    private const int Callers = 512;
    private static long Commands;

    /// <summary>A person with a number.</summary>
    public static EntrantId Person(int number) => new(Record((ulong)number * 2));

    /// <summary>The stay of that person.</summary>
    public static StayId Stay(int number) => new(Record(((ulong)number * 2) + 1));

    /// <summary>Where that person stays, give or take some metres.</summary>
    public static Fix FixOf(int number, DateTimeOffset now) => new(35 + (number % 1_000 / 1_000.0), 139.7, 12, now, false);

    /// <summary>A command with a new id.</summary>
    public static CommandId NewCommand() => new((ulong)Interlocked.Increment(ref Commands));

    /// <summary>The grain of that person.</summary>
    public IEntrantGrain this[int number] => EntrantOf(town.Grains, number);

    /// <summary>The grain of that person on a server.</summary>
    public static IEntrantGrain EntrantOf(IGrainFactory grains, int number) =>
        grains.GetGrain<IEntrantGrain>(Person(number).ToString());

    /// <summary>The row of that person's state.</summary>
    public StateKey KeyOf(int number)
    {
        var id = this[number].GetGrainId();
        return new(id.Type.ToString(), id.Key.ToString(), StateName);
    }

    /// <summary>Makes the keys of the first people's records.</summary>
    public async Task MakeKeysAsync(int count)
    {
        var keys = town.Services.GetRequiredService<IRecordKeys>();
        foreach (var records in Enumerable.Range(0, count).Select(number => Stay(number).Record).Chunk(Domain.Limits.RecordBatch))
        {
            await keys.CreateAsync(records);
        }
    }

    /// <summary>Has the first people check in, each by a call to the grain.</summary>
    public Task CheckInAsync(int count)
    {
        var now = town.Clock.GetUtcNow();
        return Lanes.EachAsync(count, Callers, async number =>
            Expect(await this[number].CheckInAsync(NewCommand(), FixOf(number, now), new(now))));
    }

    /// <summary>A person reports where they are.</summary>
    public async Task ReportAsync(int number)
    {
        var now = town.Clock.GetUtcNow();
        Expect(await this[number].ReportLocationAsync(NewCommand(), null, FixOf(number, now), new(now)));
    }

    /// <summary>Nothing that is measured is refused.</summary>
    public static void Expect(EntrantReply reply)
    {
        if (reply.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The grain refused: {refusal.Code}.");
        }
    }

    private static RecordId Record(ulong number)
    {
        var random = new SeededRandom(number);
        Span<byte> bytes = stackalloc byte[RecordId.ByteCount];
        BitConverter.TryWriteBytes(bytes, random.Next());
        BitConverter.TryWriteBytes(bytes[sizeof(ulong)..], random.Next());
        return new(new Guid(bytes));
    }
}
