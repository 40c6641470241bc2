using Actors.Client.Simulated;

namespace Actors.LoadTest.Runs;

/// <summary>One death of the server.</summary>
/// <param name="At">When it is killed, by the programme clock.</param>
/// <param name="Outage">How long it stays dead, by the programme clock.</param>
internal readonly record struct Killing(DateTimeOffset At, TimeSpan Outage)
{
    private const double ShortestMinutes = 1;
    private const double LongestMinutes = 90;

    /// <summary>Draws so many between two moments, one after the other.</summary>
    public static IReadOnlyList<Killing> Draw(ulong seed, int count, DateTimeOffset from, DateTimeOffset to)
    {
        var dice = new Dice(seed);
        var drawn = Enumerable.Range(0, count)
            .Select(_ => new Killing(
                from + dice.Minutes(0, (to - from).TotalMinutes), dice.Minutes(ShortestMinutes, LongestMinutes)))
            .OrderBy(killing => killing.At)
            .ToList();
        for (var number = 1; number < drawn.Count; number++)
        {
            var earliest = drawn[number - 1].At + drawn[number - 1].Outage + TimeSpan.FromMinutes(LongestMinutes);
            drawn[number] = drawn[number] with { At = drawn[number].At > earliest ? drawn[number].At : earliest };
        }

        return drawn;
    }
}
