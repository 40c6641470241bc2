using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>What is to be done outside for the calls of one person once its events are durable.</summary>
public abstract record CallEffect
{
    private CallEffect()
    {
    }

    /// <summary>The phone shows the call as it stands.</summary>
    public sealed record ShowCall : CallEffect;

    /// <summary>The person waits for staff.</summary>
    public sealed record WaitForStaff(int Number) : CallEffect;

    /// <summary>The person does not wait any more.</summary>
    /// <param name="Number">In which call.</param>
    /// <param name="Programme">Among those of which programme: the person may be in another one by now.</param>
    public sealed record StopWaiting(
        int Number, ProgrammeId? Programme = null)
        : CallEffect;

    /// <summary>The stay learns what came of a call.</summary>
    /// <param name="Conclusion">What came of it.</param>
    /// <param name="Companion">Whose stay; null: the person's own.</param>
    public sealed record Conclude(
        CallConclusion Conclusion,
        EntrantId? Companion = null) : CallEffect;
}
