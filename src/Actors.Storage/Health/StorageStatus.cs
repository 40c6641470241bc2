namespace Actors.Storage.Health;

/// <summary>What readiness is told.</summary>
/// <param name="State">Whether storage can do its work.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Reason">What is wrong, in words for operators; null when available.</param>
public sealed record StorageStatus(StorageState State, DateTimeOffset Since, string? Reason);
