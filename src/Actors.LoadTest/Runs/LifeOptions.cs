using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Runs;

/// <summary>What somebody asked for.</summary>
internal sealed record LifeOptions
{
    /// <summary>How many people.</summary>
    public required int Entrants { get; init; }

    /// <summary>For how many days after the day of entry.</summary>
    public required int Days { get; init; }

    /// <summary>What everything is drawn from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>A server that runs already; null: a child.</summary>
    public Uri? Server { get; init; }

    /// <summary>The connection string of a PostgreSQL database; null: a SQLite file.</summary>
    public string? Postgres { get; init; }

    /// <summary>A fixed speed; null: one that the machine keeps up with.</summary>
    public double? Speed { get; init; }

    /// <summary>The probability with which a phone misbehaves with one message.</summary>
    public double Faults { get; init; }

    /// <summary>How often the server is killed.</summary>
    public int Kills { get; init; }

    /// <summary>How what was read is tampered with.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>By whose rules people live.</summary>
    public string Programme { get; init; } = "japan-2021";
}
