using System.Collections.Immutable;

namespace Actors.Domain.Programmes;

/// <summary>
/// The outages of the platform that are known so far, in order. Outages that touch or overlap are merged.
/// </summary>
public sealed class KnownOutages
{
    /// <summary>No outages.</summary>
    public static readonly KnownOutages None = new([]);

    private KnownOutages(ImmutableArray<OutageInterval> intervals)
    {
        Intervals = intervals;
    }

    /// <summary>The merged intervals. None is empty, and no two touch.</summary>
    public ImmutableArray<OutageInterval> Intervals { get; }

    /// <summary>Merges outages in any order. Intervals without a duration are left out.</summary>
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

    /// <summary>Adds an outage.</summary>
    public KnownOutages With(OutageInterval outage) => Of(Intervals.Append(outage));

    /// <summary>The time of outages within an interval; zero for an interval without a duration.</summary>
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

/// <summary>A time in which the platform was down.</summary>
/// <param name="From">The beginning.</param>
/// <param name="To">The end, which is not part of the interval.</param>
public readonly record struct OutageInterval(DateTimeOffset From, DateTimeOffset To);

/// <summary>The outages of the platform, read from memory.</summary>
public interface IOutageCalendar
{
    /// <summary>The outages that are known now.</summary>
    KnownOutages Known { get; }
}
