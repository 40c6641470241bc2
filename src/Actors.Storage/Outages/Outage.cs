namespace Actors.Storage.Outages;

/// <summary>When the platform could not do its duty.</summary>
/// <param name="From">The last moment known to be good.</param>
/// <param name="To">The first moment known to be good again.</param>
/// <param name="Cause">Why.</param>
/// <param name="ServerId">Which server tells it.</param>
/// <param name="IsPlanned">Whether somebody stopped the server in good order.</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To, OutageCause Cause, string ServerId, bool IsPlanned);

/// <summary>What kept the platform from doing its duty.</summary>
public enum OutageCause
{
    /// <summary>The server did not run, or stood still.</summary>
    Server,

    /// <summary>It ran, but could not store anything.</summary>
    Storage,

    /// <summary>Messages did not get out.</summary>
    Channel,
}
