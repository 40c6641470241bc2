namespace Actors.Benchmarks.Durability;

/// <summary>A state that is stored alone.</summary>
[Alias("bench.plain-report")]
internal sealed record PlainReport(string Body)
{
    public PlainReport()
        : this("")
    {
    }
}
