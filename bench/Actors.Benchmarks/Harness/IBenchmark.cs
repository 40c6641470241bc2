namespace Actors.Benchmarks.Harness;

/// <summary>A named group of lines that are measured together.</summary>
internal interface IBenchmark
{
    /// <summary>As it is asked for on the command line.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <exception cref="BenchmarkSkippedException">Something that it needs is not there.</exception>
    Task<IReadOnlyList<Line>> RunAsync();
}
