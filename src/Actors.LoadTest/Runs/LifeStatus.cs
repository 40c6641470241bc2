namespace Actors.LoadTest.Runs;

/// <summary>How far a run is.</summary>
internal sealed record LifeStatus
{
    /// <summary>What is being done.</summary>
    public required string Phase { get; init; }

    /// <summary>The programme clock, local to the programme.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Done { get; init; }

    /// <summary>Programme seconds per real second.</summary>
    public required double Speed { get; init; }

    /// <summary>People who are registered.</summary>
    public required int Entrants { get; init; }

    /// <summary>Prompts that reached a phone at once.</summary>
    public required long Prompts { get; init; }

    /// <summary>Reports that were acknowledged.</summary>
    public required int Reports { get; init; }

    /// <summary>How late prompts arrived lately, by the programme clock.</summary>
    public required TimeSpan Late { get; init; }

    /// <summary>How often the server was killed.</summary>
    public required int Kills { get; init; }
}
