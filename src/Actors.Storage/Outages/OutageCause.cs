namespace Actors.Storage.Outages;

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
