using System.Collections.Immutable;

namespace Actors.Domain.Programmes;

/// <summary>The outages of the platform that are known so far, in order; those that touch or overlap are one.</summary>
public sealed class KnownOutages
{
    /// <summary>None at all.</summary>
    public static readonly KnownOutages None = new([]);

    private KnownOutages(ImmutableArray<OutageInterval> intervals)
    {
        Intervals = intervals;
    }

    /// <summary>The stretches: none is empty, and there is time between any two.</summary>
    public ImmutableArray<OutageInterval> Intervals { get; }

    /// <summary>Gathers outages that come in any order; those that end no later than they begin are left out.</summary>
    public static KnownOutages Of(IEnumerable<OutageInterval> outages)
    {
        var merged = ImmutableArray.CreateBuilder<OutageInterval>();
        foreach (var outage in outages.Where(outage => outage.To > outage.From).OrderBy(outage => outage.From))
        {
            if (merged.Count > 0 && outage.From <= merged[^1].To)
            {
                merged[^1] = merged[^1] with { To = outage.To > merged[^1].To ? outage.To : merged[^1].To };
            }
            else
            {
                merged.Add(outage);
            }
        }

        return merged.Count == 0 ? None : new KnownOutages(merged.ToImmutable());
    }

    /// <summary>With one more.</summary>
    public KnownOutages With(OutageInterval outage) => Of(Intervals.Append(outage));

    /// <summary>How much of a stretch of time was outage; nothing when it ends no later than it begins.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var overlap = TimeSpan.Zero;
        for (var index = FirstEndingAfter(from); index < Intervals.Length && Intervals[index].From < to; index++)
        {
            var begin = Intervals[index].From > from ? Intervals[index].From : from;
            var end = Intervals[index].To < to ? Intervals[index].To : to;
            overlap += end > begin ? end - begin : TimeSpan.Zero;
        }

        return overlap;
    }

    private int FirstEndingAfter(DateTimeOffset moment)
    {
        var (low, high) = (0, Intervals.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Intervals[middle].To > moment ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
