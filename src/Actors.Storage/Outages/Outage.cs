namespace Actors.Storage.Outages;

/// <summary>When the platform could not do its duty.</summary>
/// <param name="From">The last moment known to be good.</param>
/// <param name="To">The first moment known to be good again.</param>
/// <param name="Cause">Why.</param>
/// <param name="ServerId">Which server tells it.</param>
/// <param name="IsPlanned">Whether somebody stopped the server in good order.</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To, OutageCause Cause, string ServerId, bool IsPlanned);
