namespace Actors.Domain.Ledger;

/// <summary>When a grain is due, and its priority if many are due at once.</summary>
public readonly record struct DueTime(DateTimeOffset At, DuePriority Priority);

/// <summary>The priority among grains that are due. Lower goes first.</summary>
public enum DuePriority : byte
{
    /// <summary>A person waits for staff: calls and escalations.</summary>
    Escalation = 0,

    /// <summary>An answer is to be judged, or an effect to be carried out.</summary>
    Answer = 1,

    /// <summary>A prompt is to be issued.</summary>
    Prompt = 2,

    /// <summary>Everything that can wait.</summary>
    Upkeep = 3,
}
