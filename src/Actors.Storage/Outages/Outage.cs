namespace Actors.Storage.Outages;

/// <summary>A time in which the platform was not available.</summary>
/// <param name="From">The last moment known to be good.</param>
/// <param name="To">The first moment known to be good again.</param>
/// <param name="Cause">The cause.</param>
/// <param name="ServerId">The server that reports it.</param>
/// <param name="IsPlanned">Whether the server was stopped in an orderly way.</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To, OutageCause Cause, string ServerId, bool IsPlanned);

/// <summary>The cause of an outage.</summary>
public enum OutageCause
{
    /// <summary>The server did not run, or was paused.</summary>
    Server,

    /// <summary>The server ran but could not store anything.</summary>
    Storage,

    /// <summary>Messages could not be sent.</summary>
    Channel,
}
