using System.Collections.Immutable;

namespace Actors.Grains.Ledger;

/// <summary>Effects that have failed for so long that they need an operator.</summary>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the oldest fails, by the programme clock; null: there is none.</param>
/// <param name="GrainTypes">What kinds of grains they belong to, in order.</param>
public sealed record StuckEffects(int Count, DateTimeOffset? Oldest, ImmutableSortedSet<string> GrainTypes)
{
    /// <summary>There are none.</summary>
    public static readonly StuckEffects None = new(0, null, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>With those of one grain.</summary>
    internal StuckEffects With(GrainType grainType, IEnumerable<DateTimeOffset> since)
    {
        var sum = this;
        foreach (var moment in since)
        {
            sum = new(
                sum.Count + 1,
                sum.Oldest < moment ? sum.Oldest : moment,
                sum.GrainTypes.Add(grainType.ToString()!));
        }

        return sum;
    }
}
