using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// Decides about the window in which a prompt can be answered. A prompt is missed only with a proof of delivery, and
/// outages never count against the person (SPEC Q6).
/// </summary>
public static class PromptWindow
{
    /// <summary>
    /// How long before its regular end a prompt must have reached the phone to count as missed. For a window shorter
    /// than twice this time, half of the window is enough.
    /// </summary>
    public static readonly TimeSpan MinNotice = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Decides whether a planned prompt is issued now. <see cref="PromptOutcome.Open"/>: its window starts now.
    /// <see cref="PromptOutcome.Excused"/>: an outage delayed it for too long, and it is not sent.
    /// </summary>
    public static WindowEnd Issue(
        PromptState prompt, TimeSpan open, KnownOutages outages, DeliveryRules rules, DateTimeOffset now)
    {
        var latest = prompt.PlannedAt + rules.OutageTolerance;
        return now > latest && outages.Overlap(prompt.PlannedAt, latest) > TimeSpan.Zero
            ? new WindowEnd(PromptOutcome.Excused, Excuse.Outage, null, TimeSpan.Zero)
            : new WindowEnd(PromptOutcome.Open, Excuse.None, now + open, TimeSpan.Zero);
    }

    /// <summary>
    /// Decides about a prompt without an answer. It stays open until its window ends. Then the window is extended by
    /// the outages in it and in the extension itself, each counted once. The prompt is excused if they exceed the
    /// tolerance. After the extension it is missed if it was delivered in good time (see <see cref="MinNotice"/>),
    /// and excused otherwise.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="outages">The outages that are known so far.</param>
    /// <param name="rules">The tolerance for outages.</param>
    /// <param name="now">The time on the programme clock.</param>
    public static WindowEnd Close(PromptState prompt, KnownOutages outages, DeliveryRules rules, DateTimeOffset now)
    {
        if (prompt is not { IssuedAt: { } issued, ClosesAt: { } closes })
        {
            return new WindowEnd(PromptOutcome.Excused, Excuse.NotConnected, null, TimeSpan.Zero);
        }

        var proper = closes - prompt.Extension;
        var extension = prompt.Extension;
        while (now >= proper + extension)
        {
            var overlap = WholeSeconds(outages.Overlap(issued, proper + extension));
            if (overlap > rules.OutageTolerance)
            {
                return new WindowEnd(PromptOutcome.Excused, Excuse.Outage, proper + extension, extension);
            }

            if (overlap <= extension)
            {
                return prompt.DeliveredAt <= proper - Notice(proper - issued)
                    ? new WindowEnd(PromptOutcome.Missed, Excuse.None, proper + extension, extension)
                    : new WindowEnd(PromptOutcome.Excused, Excuse.NotDelivered, proper + extension, extension);
            }

            extension = overlap;
        }

        return new WindowEnd(PromptOutcome.Open, Excuse.None, proper + extension, extension);
    }

    /// <summary>
    /// How an answer at a moment is taken. Apply <see cref="Close"/> first, because outages may have extended the
    /// window.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="lateDays">The number of local days after its own on which the prompt can be answered late.</param>
    /// <param name="zone">The zone of the local days.</param>
    /// <param name="now">When the answer arrived.</param>
    public static HandleStanding StandingAt(PromptState prompt, int lateDays, ProgrammeZone zone, DateTimeOffset now)
    {
        if (prompt.IssuedAt is not { } issued
            || prompt.Outcome is PromptOutcome.Planned or PromptOutcome.Answered or PromptOutcome.Late
            || prompt.Excuse is Excuse.Superseded or Excuse.StayEnded)
        {
            return HandleStanding.Dead;
        }

        if (prompt.Outcome == PromptOutcome.Open && now < prompt.ClosesAt)
        {
            return HandleStanding.Open;
        }

        return now < zone.StartOf(zone.DateAt(issued).AddDays(lateDays + 1)) ? HandleStanding.Late : HandleStanding.Dead;
    }

    private static TimeSpan Notice(TimeSpan window) => window / 2 < MinNotice ? window / 2 : MinNotice;

    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}

/// <summary>The decision about the window of a prompt.</summary>
/// <param name="Outcome">
/// <see cref="PromptOutcome.Open"/> if the window goes on, perhaps extended; any other outcome if it is over.
/// </param>
/// <param name="Excuse">Why the prompt does not count; <see cref="Prompts.Excuse.None"/> if it counts.</param>
/// <param name="ClosesAt">When the window ends or ended; <c>null</c> if it never began.</param>
/// <param name="Extension">The part of the window that was added because of outages.</param>
public readonly record struct WindowEnd(PromptOutcome Outcome, Excuse Excuse, DateTimeOffset? ClosesAt, TimeSpan Extension);

/// <summary>How an answer to a prompt is taken (SPEC Q3).</summary>
[GenerateSerializer, Alias("handle-standing")]
public enum HandleStanding
{
    /// <summary>The answer is in time.</summary>
    Open,

    /// <summary>The answer is kept and marked late.</summary>
    Late,

    /// <summary>The answer is refused and changes nothing.</summary>
    Dead,
}
