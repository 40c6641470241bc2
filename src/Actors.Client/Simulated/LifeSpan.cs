namespace Actors.Client.Simulated;

/// <summary>A time in which the server heard of a phone again and again.</summary>
public readonly record struct LifeSpan(DateTimeOffset From, DateTimeOffset To);
