namespace Actors.Domain.Programmes;

/// <summary>A stretch of time in which the platform could not be reached.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, not part of it.</param>
public readonly record struct OutageInterval(DateTimeOffset From, DateTimeOffset To);
