using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>An effect of a decision about calls, carried out once its events are durable.</summary>
public abstract record CallEffect
{
    private CallEffect()
    {
    }

    /// <summary>The phone shows the current state of the call.</summary>
    public sealed record ShowCall : CallEffect;

    /// <summary>The person enters the queue for staff.</summary>
    public sealed record WaitForStaff(int Number) : CallEffect;

    /// <summary>The person leaves the queue for staff.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="Programme">
    /// The programme whose queue it is, because the person may be in another programme by now; <c>null</c> in effects
    /// of an earlier version.
    /// </param>
    public sealed record StopWaiting(
        int Number, ProgrammeId? Programme = null)
        : CallEffect;

    /// <summary>The stay records the outcome of a call.</summary>
    /// <param name="Conclusion">The outcome.</param>
    /// <param name="Companion">The companion whose stay it concerns; <c>null</c> for the person's own stay.</param>
    public sealed record Conclude(
        CallConclusion Conclusion,
        EntrantId? Companion = null) : CallEffect;
}
