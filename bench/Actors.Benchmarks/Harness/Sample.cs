namespace Actors.Benchmarks.Harness;

/// <summary>What one measurement gave.</summary>
/// <param name="Value">In the unit of its line.</param>
/// <param name="CpuMicroseconds">Processor time of this process per item; NaN: not measured.</param>
/// <param name="Note">What else is worth saying, such as latencies.</param>
internal readonly record struct Sample(double Value, double CpuMicroseconds = double.NaN, string Note = "");
