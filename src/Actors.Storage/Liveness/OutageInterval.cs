namespace Actors.Storage.Liveness;

/// <summary>A stretch of time in which at least one outage lasted.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
public readonly record struct OutageInterval(DateTimeOffset From, DateTimeOffset To);
