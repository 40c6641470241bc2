namespace Actors.Domain.Entrants.Contact;

/// <summary>
/// Converts times of a phone's clock to the clock of the server. The clock of a phone may be wrong by any amount; that is a
/// problem of the phone and never counts against the person.
/// </summary>
public static class PhoneClock
{
    /// <summary>Differences up to this count as right: a message may have taken that long.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>Finds when an answer was given, and how far the clock of the phone is ahead.</summary>
    /// <param name="time">When the answer was given and sent, by the clock of the phone.</param>
    /// <param name="knownAhead">How far the clock was ahead when it was last measured; zero if it was right.</param>
    /// <param name="issuedAt">When the answered prompt was issued; <c>null</c> if the answer names none.</param>
    /// <param name="maxKept">How long a phone without network may keep an answer that names no prompt.</param>
    /// <param name="now">When the server received the answer.</param>
    /// <returns><c>null</c> if the answer names no prompt, and the phone says that it is older than that.</returns>
    public static DatedAnswer? Date(
        PhoneTime time, TimeSpan knownAhead, DateTimeOffset? issuedAt, TimeSpan maxKept, DateTimeOffset now)
    {
        var maxAge = issuedAt is { } issued ? now - issued + Tolerance : maxKept;
        return time.SentAt is not { } sentAt ? Guess(time.AnsweredAt, knownAhead, issuedAt is not null, maxAge, now)
            : sentAt - time.AnsweredAt is var age && age > maxAge && issuedAt is null ? null
            : new(At(age, maxAge, now), sentAt - now);
    }

    /// <summary>
    /// The phone does not say when it sent the answer: takes the younger of two possible ages, by the clock as it is and as it
    /// was measured before.
    /// </summary>
    private static DatedAnswer Guess(
        DateTimeOffset answeredAt, TimeSpan knownAhead, bool namesPrompt, TimeSpan maxAge, DateTimeOffset now)
    {
        var asClaimed = now - answeredAt;
        var asMeasured = asClaimed + knownAhead;
        if (IsPossible(asClaimed, maxAge) && (asClaimed <= asMeasured || !IsPossible(asMeasured, maxAge)))
        {
            return new(At(asClaimed, maxAge, now), namesPrompt || asClaimed <= Tolerance ? TimeSpan.Zero : null);
        }

        return IsPossible(asMeasured, maxAge) ? new(At(asMeasured, maxAge, now), null) : new(now, answeredAt - now);
    }

    private static bool IsPossible(TimeSpan age, TimeSpan maxAge) => age >= -Tolerance && age <= maxAge;

    private static DateTimeOffset At(TimeSpan age, TimeSpan maxAge, DateTimeOffset now) =>
        age > TimeSpan.Zero && age <= maxAge ? now - age : now;
}

/// <summary>When an answer was given and when it was sent, by the clock of the phone.</summary>
/// <param name="AnsweredAt">When the person answered.</param>
/// <param name="SentAt">When the phone sent the answer, this time; <c>null</c> if it does not say.</param>
[GenerateSerializer, Immutable, Alias("phone-time")]
public readonly record struct PhoneTime(
    [property: Id(0)] DateTimeOffset AnsweredAt, [property: Id(1)] DateTimeOffset? SentAt = null);

/// <summary>When an answer was given, by the clock of the server.</summary>
/// <param name="At">The moment, never later than the receipt of the answer.</param>
/// <param name="ClockAhead">How far the clock of the phone is ahead; <c>null</c> if the answer does not tell.</param>
/// <param name="WasClockWrong">Whether the clock was wrong before.</param>
public readonly record struct DatedAnswer(DateTimeOffset At, TimeSpan? ClockAhead, bool WasClockWrong = false)
{
    /// <summary>
    /// What the event keeps of the clock, in seconds; <c>null</c> if there is no news: the clock is right as before, or not
    /// known.
    /// </summary>
    public int? ClockAheadSeconds => ClockAhead is not { } ahead ? null
        : ahead.Duration() > PhoneClock.Tolerance ? (int)Math.Clamp(ahead.TotalSeconds, int.MinValue, int.MaxValue)
        : WasClockWrong ? 0 : null;
}
