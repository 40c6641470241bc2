namespace Actors.Domain.Entrants.Prompts;

/// <summary>What became of a prompt (SPEC Q6). The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-fate")]
public enum PromptOutcome : byte
{
    /// <summary>It is still to be issued.</summary>
    Planned = 0,

    /// <summary>It was issued and can be answered in time.</summary>
    Open = 1,

    /// <summary>It was answered in time.</summary>
    Answered = 2,

    /// <summary>It was answered late.</summary>
    Late = 3,

    /// <summary>It reached the phone in good time, which is proved, and was not answered.</summary>
    Missed = 4,

    /// <summary>It does not count.</summary>
    Excused = 5,
}
