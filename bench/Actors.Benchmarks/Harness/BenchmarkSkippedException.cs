namespace Actors.Benchmarks.Harness;

/// <summary>A benchmark cannot run here.</summary>
/// <param name="reason">What is missing.</param>
internal sealed class BenchmarkSkippedException(string reason) : Exception(reason);
