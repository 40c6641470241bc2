namespace Actors.Domain.Entrants.Contact;

/// <summary>After how long without a sign of life which step is taken.</summary>
public readonly record struct SilenceSpans(
    int UnreachableMinutes, int SupervisorMinutes)
{
    /// <summary>As the programme has them.</summary>
    public static SilenceSpans Of(TimeSpan unreachable, TimeSpan supervisor) =>
        new((int)unreachable.TotalMinutes, (int)supervisor.TotalMinutes);

    /// <summary>When the step after the given one is taken; null: there is none.</summary>
    public DateTimeOffset? After(SilenceStep step, DateTimeOffset seenAt) => step switch
    {
        SilenceStep.None => seenAt.AddMinutes(UnreachableMinutes),
        SilenceStep.Unreachable => seenAt.AddMinutes(SupervisorMinutes),
        SilenceStep.Supervisor => null,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
    };
}
