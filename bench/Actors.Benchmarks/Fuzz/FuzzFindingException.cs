namespace Actors.Benchmarks.Fuzz;

/// <summary>Something did with an input what it must not do, without an exception of its own.</summary>
/// <param name="what">What.</param>
internal sealed class FuzzFindingException(string what) : Exception(what);
