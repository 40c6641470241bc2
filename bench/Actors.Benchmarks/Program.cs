// Measures the platform beside its peers in the same run and prints a table; never judges by time.
// Arguments: names of benchmarks (none: all); --write renders bench/RESULTS.md.
using Actors.Benchmarks.Harness;

return await Suite.RunAsync(args);
