using System.Diagnostics.CodeAnalysis;

// Each test has a browser and a server of its own, which look at pictures as fast as a camera makes them.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: SuppressMessage("Reliability", "CA2007", Justification = "Tests have no context to come back to.")]
