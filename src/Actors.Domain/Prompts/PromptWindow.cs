using Actors.Domain.Outages;
using Actors.Domain.Programmes;

namespace Actors.Domain.Prompts;

/// <summary>
/// The time in which a prompt can be answered, and what comes of it. A miss needs proof of delivery, and outages of the
/// platform are never a person's fault (SPEC Q6).
/// </summary>
public static class PromptWindow
{
    /// <summary>
    /// A prompt counts as delivered when the phone had it for at least this long before its proper end: who is shown a
    /// question in its last minute has not missed it. Of a window shorter than twice this, half is enough.
    /// </summary>
    public static readonly TimeSpan LeastNotice = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a planned prompt is issued now, late or not. Open: issue it; its window counts from now. Excused: an outage
    /// kept it back for longer than may be, and it is not sent at all.
    /// </summary>
    public static WindowEnd Issue(
        PromptState prompt, TimeSpan open, KnownOutages outages, DeliveryRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(outages);
        ArgumentNullException.ThrowIfNull(rules);
        var latest = prompt.PlannedAt + rules.OutageTolerance;
        return now > latest && outages.Overlap(prompt.PlannedAt, latest) > TimeSpan.Zero
            ? new WindowEnd(Fate.Excused, Excuse.Outage, null, TimeSpan.Zero)
            : new WindowEnd(Fate.Open, Excuse.None, now + open, TimeSpan.Zero);
    }

    /// <summary>
    /// The outcome of a prompt without an answer. Before its window ends: nothing. Then the window is extended by as
    /// much of it as was outage, each outage counting once and those in the extension too; when that is over the
    /// tolerance, the prompt is excused. After all that it is missed if it was delivered in good time (see <see
    /// cref="LeastNotice"/>), and excused if not.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="outages">The outages that are known.</param>
    /// <param name="rules">How much outage a window bears.</param>
    /// <param name="now">The time.</param>
    public static WindowEnd Close(PromptState prompt, KnownOutages outages, DeliveryRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(outages);
        ArgumentNullException.ThrowIfNull(rules);
        if (prompt is not { IssuedAt: { } issued, ClosesAt: { } closes })
        {
            return new WindowEnd(Fate.Excused, Excuse.NotConnected, null, TimeSpan.Zero);
        }

        var proper = closes - prompt.Extension;
        var extension = prompt.Extension;
        while (now >= proper + extension)
        {
            var overlap = WholeSeconds(outages.Overlap(issued, proper + extension));
            if (overlap > rules.OutageTolerance)
            {
                return new WindowEnd(Fate.Excused, Excuse.Outage, proper + extension, extension);
            }

            if (overlap <= extension)
            {
                return prompt.DeliveredAt <= proper - Notice(proper - issued)
                    ? new WindowEnd(Fate.Missed, Excuse.None, proper + extension, extension)
                    : new WindowEnd(Fate.Excused, Excuse.NotDelivered, proper + extension, extension);
            }

            extension = overlap;
        }

        return new WindowEnd(Fate.Open, Excuse.None, proper + extension, extension);
    }

    /// <summary>
    /// What an answer at a moment is worth. Close the window first: outages may have extended it.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="lateDays">For how many local days after its own the prompt can be answered late.</param>
    /// <param name="zone">Whose local days.</param>
    /// <param name="now">When the answer came.</param>
    public static HandleStanding StandingAt(PromptState prompt, int lateDays, ProgrammeZone zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (prompt.IssuedAt is not { } issued
            || prompt.Fate is Fate.Planned or Fate.Answered or Fate.Late
            || prompt.Excuse is Excuse.Superseded or Excuse.StayEnded)
        {
            return HandleStanding.Dead;
        }

        if (prompt.Fate == Fate.Open && now < prompt.ClosesAt)
        {
            return HandleStanding.Open;
        }

        return now < zone.StartOf(zone.DateAt(issued).AddDays(lateDays + 1)) ? HandleStanding.Late : HandleStanding.Dead;
    }

    private static TimeSpan Notice(TimeSpan window) => window / 2 < LeastNotice ? window / 2 : LeastNotice;

    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}
