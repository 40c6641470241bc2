namespace Actors.LoadTest.Runs;

/// <summary>Shows the progress of a run.</summary>
internal interface ILifeDisplay : IAsyncDisposable
{
    /// <summary>Replaces what is shown.</summary>
    void Show(LifeStatus status);
}

/// <summary>The progress of a run.</summary>
internal sealed record LifeStatus
{
    /// <summary>The programme clock, local to the programme.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The completed part, from 0 to 1.</summary>
    public required double Done { get; init; }

    /// <summary>Programme seconds per real second.</summary>
    public required double Speed { get; init; }

    /// <summary>Number of enrolled people.</summary>
    public required int Entrants { get; init; }

    /// <summary>Number of prompts that reached a phone at once.</summary>
    public required long Prompts { get; init; }

    /// <summary>Number of acknowledged reports.</summary>
    public required int Reports { get; init; }

    /// <summary>How late prompts arrived lately, in programme time.</summary>
    public required TimeSpan Late { get; init; }

    /// <summary>Number of disturbances of servers so far.</summary>
    public required int Disturbances { get; init; }
}
