using Actors.Client.Simulated;

namespace Actors.LoadTest.Runs;

/// <summary>What is done to a server.</summary>
internal enum DisturbanceKind
{
    /// <summary>It is killed (SIGKILL) and started again.</summary>
    Kill,

    /// <summary>
    /// It hangs (SIGSTOP) until the others have taken over and declared it dead, wakes (SIGCONT), must end by itself, and is
    /// started again.
    /// </summary>
    Pause,

    /// <summary>It is stopped in good order (SIGTERM) and started again, as in an upgrade.</summary>
    Restart,
}

/// <summary>One planned disturbance of a server.</summary>
/// <param name="At">When it begins, in programme time.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Outage">
/// How long a single server stays dead, in programme time. A server of a cluster is started again at once.
/// </param>
/// <param name="Server">The index of the server, from 0.</param>
internal readonly record struct Disturbance(DateTimeOffset At, DisturbanceKind Kind, TimeSpan Outage, int Server)
{
    private const double MinMinutes = 1;
    private const double MaxMinutes = 90;

    /// <summary>
    /// Draws disturbances between two moments, one after another. A kill hits a random server; pauses and restarts hit one
    /// server after another.
    /// </summary>
    public static IReadOnlyList<Disturbance> Draw(LifeOptions options, int servers, DateTimeOffset from, DateTimeOffset to)
    {
        var random = new SeededRandom(options.Seed);
        var kinds = Enumerable.Repeat(DisturbanceKind.Kill, options.Kills)
            .Concat(Enumerable.Repeat(DisturbanceKind.Pause, options.Pauses))
            .Concat(Enumerable.Repeat(DisturbanceKind.Restart, options.Restarts));
        var drawn = kinds
            .Select((kind, number) => new Disturbance(
                from + random.Minutes(0, (to - from).TotalMinutes), kind, random.Minutes(MinMinutes, MaxMinutes),
                kind == DisturbanceKind.Kill ? SeededRandom.For(options.Seed, (ulong)number).Next(servers) : number % servers))
            .OrderBy(disturbance => disturbance.At)
            .ToList();
        for (var number = 1; number < drawn.Count; number++)
        {
            var earliest = drawn[number - 1].At + drawn[number - 1].Outage + TimeSpan.FromMinutes(MaxMinutes);
            drawn[number] = drawn[number] with { At = drawn[number].At > earliest ? drawn[number].At : earliest };
        }

        return drawn;
    }
}
