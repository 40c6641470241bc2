namespace Actors.LoadTest.Reconciling;

/// <summary>A time in which the server was dead or away.</summary>
public readonly record struct OutageSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The same time in spans that do not overlap, in their order.</summary>
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

    /// <summary>How much of a span it takes.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var first = from > From ? from : From;
        var last = to < To ? to : To;
        return last > first ? last - first : TimeSpan.Zero;
    }
}
