namespace Actors.LoadTest.Reconciling;

/// <summary>A time in which the server was dead, as whoever killed it knows.</summary>
public readonly record struct OutageSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How much of a span it takes.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var first = from > From ? from : From;
        var last = to < To ? to : To;
        return last > first ? last - first : TimeSpan.Zero;
    }
}
