namespace Actors.Domain.Ledger;

/// <summary>What goes first when many grains are due. Lower goes first.</summary>
public enum DuePriority : byte
{
    /// <summary>A person waits for a person: calls and escalations.</summary>
    Escalation = 0,

    /// <summary>An answer is to be judged, or an effect of one carried out.</summary>
    Answer = 1,

    /// <summary>A prompt is to be sent.</summary>
    Prompt = 2,

    /// <summary>Anything that may wait.</summary>
    Upkeep = 3,
}
