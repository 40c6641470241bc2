namespace Actors.LoadTest.Ledgers;

/// <summary>
/// What one row of the ledger says, as far as the reconciler looks at it. Read from the stored bytes without the code that
/// wrote them, so that a mistake there is not made here as well.
/// </summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>A stay began.</summary>
    public sealed record StayStarted(DateTimeOffset LandedAt, DateTimeOffset EndsAt, DateTimeOffset At) : Fact;

    /// <summary>A stay was over.</summary>
    public sealed record StayEnded : Fact;

    /// <summary>The person checked in.</summary>
    public sealed record CheckedIn(ulong Command, int Day, DateTimeOffset At, string Receipt) : Fact;

    /// <summary>The prompts of a day were drawn.</summary>
    public sealed record DayPlanned(int Day, IReadOnlyList<DrawnPrompt> Prompts) : Fact;

    /// <summary>A prompt went out.</summary>
    public sealed record PromptIssued(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A second fix was asked for.</summary>
    public sealed record SecondFixAsked(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A prompt reached the phone.</summary>
    public sealed record PromptDelivered(int Prompt, DateTimeOffset At) : Fact;

    /// <summary>The window of a prompt became longer.</summary>
    public sealed record PromptExtended(int Prompt, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A prompt was not answered in time.</summary>
    public sealed record PromptClosed(int Prompt, PromptFate Fate) : Fact;

    /// <summary>A location or health report.</summary>
    public sealed record Reported(ulong Command, int? Prompt, int Day, DateTimeOffset At, PromptFate? Fate, string Receipt)
        : Fact;

    /// <summary>Nothing was heard for too long.</summary>
    public sealed record FellSilent(int Step) : Fact;

    /// <summary>Something that is not looked at.</summary>
    public sealed record Other : Fact;
}
