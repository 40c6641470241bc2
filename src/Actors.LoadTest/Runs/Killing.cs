using Actors.Client.Simulated;

namespace Actors.LoadTest.Runs;

/// <summary>One planned kill of a server.</summary>
/// <param name="At">When the server is killed, in programme time.</param>
/// <param name="Outage">
/// How long a single server stays dead, in programme time. A server of a cluster is started again at once.
/// </param>
/// <param name="Server">The index of the server, from 0.</param>
internal readonly record struct Killing(DateTimeOffset At, TimeSpan Outage, int Server)
{
    private const double MinMinutes = 1;
    private const double MaxMinutes = 90;

    /// <summary>Draws kills between two moments, one after another, each of a random server.</summary>
    public static IReadOnlyList<Killing> Draw(ulong seed, int count, int servers, DateTimeOffset from, DateTimeOffset to)
    {
        var random = new SeededRandom(seed);
        var drawn = Enumerable.Range(0, count)
            .Select(number => new Killing(
                from + random.Minutes(0, (to - from).TotalMinutes), random.Minutes(MinMinutes, MaxMinutes),
                SeededRandom.For(seed, (ulong)number).Next(servers)))
            .OrderBy(killing => killing.At)
            .ToList();
        for (var number = 1; number < drawn.Count; number++)
        {
            var earliest = drawn[number - 1].At + drawn[number - 1].Outage + TimeSpan.FromMinutes(MaxMinutes);
            drawn[number] = drawn[number] with { At = drawn[number].At > earliest ? drawn[number].At : earliest };
        }

        return drawn;
    }
}
