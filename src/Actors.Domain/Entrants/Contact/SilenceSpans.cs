using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Contact;

/// <summary>How long the phone may be silent before each step is taken.</summary>
public readonly record struct SilenceSpans(
    int UnreachableMinutes, int SupervisorMinutes)
{
    /// <summary>Takes the spans of a programme, in whole minutes.</summary>
    public static SilenceSpans Of(TimeSpan unreachable, TimeSpan supervisor) =>
        new((int)unreachable.TotalMinutes, (int)supervisor.TotalMinutes);

    /// <summary>When the step after a given one is due; <c>null</c> if there is no further step.</summary>
    public DateTimeOffset? After(SilenceStep step, DateTimeOffset seenAt) => step switch
    {
        SilenceStep.None => seenAt.AddMinutes(UnreachableMinutes),
        SilenceStep.Unreachable => seenAt.AddMinutes(SupervisorMinutes),
        SilenceStep.Supervisor => null,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
    };
}

/// <summary>
/// The steps that are taken when a phone makes no contact. None of them counts against the person. The numbers are
/// stored.
/// </summary>
public enum SilenceStep : byte
{
    /// <summary>The phone made contact recently.</summary>
    None = 0,

    /// <summary>No contact for the first span: other channels try, then staff call.</summary>
    Unreachable = 1,

    /// <summary>No contact for the second span: a supervisor looks at it.</summary>
    Supervisor = 2,
}

/// <summary>The hours outside the window for prompts, in which phones stay quiet (SPEC Q3).</summary>
internal static class QuietHours
{
    /// <summary>When the current quiet hours end; <c>null</c> if there are none now.</summary>
    public static DateTimeOffset? EndAfter(Programme programme, DateTimeOffset now)
    {
        var (zone, rules) = (programme.Zone, programme.Location);
        var (date, time) = (zone.DateAt(now), zone.TimeAt(now));
        return time < rules.WindowFrom ? zone.At(date, rules.WindowFrom)
            : time >= rules.WindowTo ? zone.At(date.AddDays(1), rules.WindowFrom)
            : null;
    }
}
