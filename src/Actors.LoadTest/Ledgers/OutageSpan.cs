namespace Actors.LoadTest.Ledgers;

/// <summary>A period of programme time in which no server served people.</summary>
public readonly record struct OutageSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Merges overlapping spans and sorts them.</summary>
    public static IReadOnlyList<OutageSpan> Union(IEnumerable<OutageSpan> spans)
    {
        var union = new List<OutageSpan>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (union.Count > 0 && union[^1] is var last && span.From <= last.To)
            {
                union[^1] = last with { To = span.To > last.To ? span.To : last.To };
            }
            else
            {
                union.Add(span);
            }
        }

        return union;
    }

    /// <summary>How much of the outage lies between two moments.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var first = from > From ? from : From;
        var last = to < To ? to : To;
        return last > first ? last - first : TimeSpan.Zero;
    }
}
