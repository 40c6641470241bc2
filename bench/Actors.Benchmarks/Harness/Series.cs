namespace Actors.Benchmarks.Harness;

/// <summary>The samples of one measurement.</summary>
internal sealed class Series
{
    private readonly List<Sample> _ascending;

    public Series(IEnumerable<Sample> samples) => _ascending = [.. samples.OrderBy(sample => sample.Value)];

    /// <summary>The middle one.</summary>
    public Sample Median => _ascending[_ascending.Count / 2];

    /// <summary>The lowest value: the worst where more is better.</summary>
    public double Lowest => _ascending[0].Value;

    /// <summary>The highest value: the worst where less is better.</summary>
    public double Highest => _ascending[^1].Value;

    /// <summary>The same measurements seen as something else.</summary>
    public Series Select(Func<Sample, Sample> view) => new(_ascending.Select(view));
}
