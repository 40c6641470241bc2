namespace Actors.Domain.Programmes;

/// <summary>
/// Video calls (SPEC V1 to V6). Times of day are local; spans are those of real life, however fast the programme clock runs.
/// </summary>
public sealed record CallRules
{
    /// <summary>The fewest calls on a day.</summary>
    public required int PerDayMin { get; init; }

    /// <summary>The most calls on a day; 0 if only people who ask are called.</summary>
    public required int PerDayMax { get; init; }

    /// <summary>The local time before which no person is called.</summary>
    public required TimeOnly WindowFrom { get; init; }

    /// <summary>The local time by which everything has ended, retries included.</summary>
    public required TimeOnly WindowTo { get; init; }

    /// <summary>The least time from one call to the next.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>How long before it rings the person is told.</summary>
    public required TimeSpan Notice { get; init; }

    /// <summary>How long it rings.</summary>
    public required TimeSpan Ring { get; init; }

    /// <summary>When a person who did not answer is called again.</summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>How often a person who did not answer is called again, before staff are to call.</summary>
    public required int Retries { get; init; }

    /// <summary>When a call that broke off is offered again.</summary>
    public required TimeSpan ResumeAfter { get; init; }

    /// <summary>How often a call that broke off is offered again, before staff are to call.</summary>
    public required int Resumptions { get; init; }

    /// <summary>The longest that looking at one person takes.</summary>
    public required TimeSpan Check { get; init; }

    /// <summary>How long after the face the position is waited for.</summary>
    public required TimeSpan Place { get; init; }

    /// <summary>How long a person waits for staff before being called back instead.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>The shortest time until a person is called back.</summary>
    public required TimeSpan CallBackAfter { get; init; }

    /// <summary>By how much a call is put off when too many run.</summary>
    public required TimeSpan Postpone { get; init; }

    /// <summary>How many stills are kept of each person in a call.</summary>
    public required int Stills { get; init; }

    /// <summary>For how many days they are kept.</summary>
    public required int StillDays { get; init; }

    /// <summary>The longest time from the first ring to the end, if only the last ring is answered.</summary>
    public TimeSpan Longest => ((Ring + RetryAfter) * Retries) + Ring + Check + Place;
}
