namespace Actors.Domain.Programmes;

/// <summary>
/// The rules of video calls (SPEC V1 to V6). Times of day are local. Spans are in real time, however fast the programme
/// clock runs.
/// </summary>
public sealed record CallRules
{
    /// <summary>The minimum number of calls on a day.</summary>
    public required int PerDayMin { get; init; }

    /// <summary>The maximum number of calls on a day; 0 if no calls are planned.</summary>
    public required int PerDayMax { get; init; }

    /// <summary>The local time before which no call rings.</summary>
    public required TimeOnly WindowFrom { get; init; }

    /// <summary>The local time by which all calls have ended, retries included.</summary>
    public required TimeOnly WindowTo { get; init; }

    /// <summary>The minimum time from one call to the next.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>How long before the ring a planned call is announced.</summary>
    public required TimeSpan Notice { get; init; }

    /// <summary>How long a call rings.</summary>
    public required TimeSpan Ring { get; init; }

    /// <summary>How long after an unanswered ring the call rings again.</summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>How often an unanswered call rings again before staff are to call.</summary>
    public required int Retries { get; init; }

    /// <summary>How long after an interruption a call rings again.</summary>
    public required TimeSpan ResumeAfter { get; init; }

    /// <summary>How often an interrupted call rings again before staff take over.</summary>
    public required int Resumptions { get; init; }

    /// <summary>The maximum time for the check of one person.</summary>
    public required TimeSpan Check { get; init; }

    /// <summary>How long a call waits for the position after the last face.</summary>
    public required TimeSpan Place { get; init; }

    /// <summary>How long a person waits for staff before staff call back instead.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>The minimum time before staff call back.</summary>
    public required TimeSpan CallBackAfter { get; init; }

    /// <summary>How long a call is postponed when too many run.</summary>
    public required TimeSpan Postpone { get; init; }

    /// <summary>The number of stills that are kept of each person in a call.</summary>
    public required int Stills { get; init; }

    /// <summary>The number of days for which stills are kept.</summary>
    public required int StillDays { get; init; }

    /// <summary>The longest time from the first ring to the end, if only the last ring is answered.</summary>
    public TimeSpan Longest => ((Ring + RetryAfter) * Retries) + Ring + Check + Place;
}
