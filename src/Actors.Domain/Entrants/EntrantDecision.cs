using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants;

/// <summary>Collects one decision about an entrant.</summary>
internal sealed class EntrantDecision(EntrantState state, EntrantContext context)
    : DecisionBuilder<EntrantState, EntrantEvent, EntrantEffect>(state)
{
    private readonly bool _hadFaults = Has(state, PhoneState.Measured);
    private StayPeriod? _period;

    /// <summary>What the rules know besides the state.</summary>
    public EntrantContext Context { get; } = context;

    /// <summary>The days of the stay. Computed on first use, because proofs of delivery seldom need them.</summary>
    public StayPeriod Period =>
        _period ??= StayPeriod.For(Context.Programme.Days, Context.Programme.Zone, Stay.LandedAt);

    /// <summary>The current stay in the working state.</summary>
    public StayState Stay => State.Stay!;

    /// <summary>The time on the programme clock.</summary>
    public DateTimeOffset Now => Context.Now;

    /// <summary>Dates an answer by the clock of the server.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="prompt">The prompt that it answers; <c>null</c> if it names none.</param>
    public DatedAnswer Date(Answer answer, PromptState? prompt)
    {
        var dated = PhoneClock.Date(
            answer.Time, State.ClockAhead, prompt?.IssuedAt, Context.Programme.Presence.RefusedAfter, Now);
        return (dated ?? new(Now, null)) with { WasClockWrong = Has(PhoneFaults.ClockWrong) };
    }

    /// <summary>
    /// After an answer: opens a follow-up if the server measures a fault of the phone, and updates the home screen, which
    /// tells the person.
    /// </summary>
    public void FollowUpAnswer(PromptNumber? prompt)
    {
        if (Has(PhoneState.Measured & ~PhoneFaults.AnswersUnusable))
        {
            FollowUpPhone(prompt);
        }

        if (_hadFaults || Has(PhoneState.Measured))
        {
            AddEffectOnce(new EntrantEffect.ShowHome());
        }
    }

    /// <summary>
    /// Opens a follow-up for a phone whose answers are wrong, and asks staff to call if it is the third in a row of which
    /// none could be used.
    /// </summary>
    public void FollowUpPhone(PromptNumber? prompt)
    {
        OpenFollowUp(FollowUps.PhoneProblem, prompt);
        if (Math.Max(Stay.UnusableLocations, Stay.UnusableHealth) >= Limits.UnusableAnswersInRow)
        {
            OpenFollowUp(FollowUps.CallDue, prompt);
        }
    }

    /// <summary>Opens a follow-up for staff, unless the same one is open already.</summary>
    public void OpenFollowUp(FollowUps followUp, PromptNumber? prompt)
    {
        if ((Stay.FollowUps & followUp) == 0)
        {
            Apply(new EntrantEvent.FollowUpOpened(followUp, prompt));
        }
    }

    private bool Has(PhoneFaults faults) => Has(State, faults);

    private static bool Has(EntrantState state, PhoneFaults faults) =>
        state.Phone is { } phone && (phone.Faults & faults) != PhoneFaults.None;
}

/// <summary>What the rules of an entrant know besides the state.</summary>
/// <param name="Programme">The programme of the stay.</param>
/// <param name="PlanKey">The secret from which the times of prompts are drawn.</param>
/// <param name="Outages">The outages of the platform that are known so far.</param>
/// <param name="Now">The time on the programme clock, in whole seconds.</param>
/// <param name="HeardAt">
/// The last contact that is known in memory, which may be later than the one in the state; <c>null</c> if there was
/// none since activation.
/// </param>
/// <param name="IsConnected">Whether a phone is connected now.</param>
public sealed record EntrantContext(
    Programme Programme, PlanKey PlanKey, KnownOutages Outages, DateTimeOffset Now, DateTimeOffset? HeardAt,
    bool IsConnected);

/// <summary>Decides what is due for an entrant.</summary>
public static class DueRules
{
    /// <summary>Decides everything that is due by now, in the order in which it became due.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Decide(EntrantState state, EntrantContext context)
    {
        var decision = new EntrantDecision(state, context);
        ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>Applies everything that is due by now, before a command is judged.</summary>
    internal static void ApplyDue(EntrantDecision decision)
    {
        if (decision.Stay.HasEnded)
        {
            return;
        }

        if (decision.Now >= decision.Stay.EndsAt)
        {
            PromptRules.CloseDue(decision);
            StayRules.End(decision);
            return;
        }

        DayPlanning.PlanDue(decision);
        PromptRules.ApplyDue(decision);
        SilenceRules.ApplyDue(decision);
    }
}
