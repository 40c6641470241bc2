namespace Actors.LoadTest.Ledgers;

/// <summary>
/// What one row of the ledger says, as far as the reconciler needs it. It is read from the stored bytes without the code that
/// wrote them, so that both cannot share a mistake.
/// </summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>A stay began.</summary>
    public sealed record StayStarted(DateTimeOffset LandedAt, DateTimeOffset EndsAt, DateTimeOffset At) : Fact;

    /// <summary>A stay ended.</summary>
    public sealed record StayEnded : Fact;

    /// <summary>The person checked in.</summary>
    public sealed record CheckedIn(ulong Command, int Day, DateTimeOffset At, string Receipt) : Fact;

    /// <summary>The prompts of a day were drawn.</summary>
    public sealed record DayPlanned(int Day, IReadOnlyList<DrawnPrompt> Prompts) : Fact;

    /// <summary>A prompt was sent.</summary>
    public sealed record PromptIssued(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A second fix was asked for.</summary>
    public sealed record SecondFixAsked(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A prompt reached the phone.</summary>
    public sealed record PromptDelivered(int Prompt, DateTimeOffset At) : Fact;

    /// <summary>The time for a prompt was extended.</summary>
    public sealed record PromptExtended(int Prompt, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A prompt was closed without an answer in time.</summary>
    public sealed record PromptClosed(int Prompt, PromptOutcome Outcome) : Fact;

    /// <summary>A location or health report.</summary>
    public sealed record Reported(
        ulong Command, int? Prompt, int Day, DateTimeOffset At, PromptOutcome? Outcome, string Receipt) : Fact;

    /// <summary>The person was silent for too long.</summary>
    /// <param name="Step">1: unreachable. 2: a supervisor is told.</param>
    public sealed record ContactLost(int Step) : Fact;

    /// <summary>A row that the reconciler does not need.</summary>
    public sealed record Other : Fact;
}

/// <summary>One row of the ledger.</summary>
/// <param name="Grain">The key of the grain.</param>
/// <param name="Sequence">Its number among the events of the grain, from 1 without gaps.</param>
/// <param name="At">When it happened, in programme time.</param>
/// <param name="Fact">What it says.</param>
public sealed record LedgerEntry(string Grain, long Sequence, DateTimeOffset At, Fact Fact);

/// <summary>One prompt of the plan of a day.</summary>
public sealed record DrawnPrompt(int Number, PromptKind Kind, DateTimeOffset At);

/// <summary>What a prompt asks, with the numbers of the ledger.</summary>
public enum PromptKind
{
    /// <summary>A health report.</summary>
    Health = 0,

    /// <summary>The position of the person.</summary>
    Location = 1,

    /// <summary>A second position.</summary>
    SecondFix = 2,
}

/// <summary>The outcome of a prompt, with the numbers of the ledger.</summary>
public enum PromptOutcome
{
    /// <summary>Planned and not sent yet.</summary>
    Planned = 0,

    /// <summary>Sent; an answer is still in time.</summary>
    Open = 1,

    /// <summary>Answered in time.</summary>
    Answered = 2,

    /// <summary>Answered late.</summary>
    Late = 3,

    /// <summary>Not answered although it reached the phone.</summary>
    Missed = 4,

    /// <summary>Does not count against the person.</summary>
    Excused = 5,
}
