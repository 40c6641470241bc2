namespace Actors.LoadTest.Ledgers;

/// <summary>What became of a prompt, with the numbers that stand in the ledger.</summary>
public enum PromptFate
{
    /// <summary>Drawn, and not sent yet.</summary>
    Planned = 0,

    /// <summary>Sent, and still to be answered in time.</summary>
    Open = 1,

    /// <summary>Answered in time.</summary>
    Answered = 2,

    /// <summary>Answered after its time.</summary>
    Late = 3,

    /// <summary>Not answered although it reached the phone.</summary>
    Missed = 4,

    /// <summary>Not answered, and not held against the person.</summary>
    Excused = 5,
}
