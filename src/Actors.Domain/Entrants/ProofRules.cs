using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>What the phone itself says about prompts and about its condition.</summary>
public static class ProofRules
{
    /// <summary>
    /// The last sign of life is no older than this in what is stored, so that an activation that knows only that does not
    /// find silence where there was none. Between prompts a phone writes once in this time.
    /// </summary>
    internal static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan WorthWriting = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Proof that a prompt reached the phone. It is kept also when the prompt is closed by now; a difference it makes only
    /// while it is open.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Deliver(
        EntrantState state, EntrantContext context, string handle, Channel channel) =>
        Prove(state, context, handle, static prompt => prompt.DeliveredAt is null,
            (prompt, now) => new EntrantEvent.PromptDelivered(prompt, now, channel));

    /// <summary>The person looked at a prompt.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Open(EntrantState state, EntrantContext context, string handle) =>
        Prove(state, context, handle, static prompt => prompt.OpenedAt is null,
            static (prompt, now) => new EntrantEvent.PromptOpened(prompt, now));

    /// <summary>What the phone says of itself; a sign of life that is written down now and then.</summary>
    public static Decision<EntrantEvent, EntrantEffect> RecordContact(
        EntrantState state, EntrantContext context, PhoneCondition? condition)
    {
        if (state.Stay is not { HasEnded: false })
        {
            return Decision<EntrantEvent, EntrantEffect>.Nothing;
        }

        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return decision.Build();
        }

        if (condition is not null && PhoneState.Of(condition) != state.Phone)
        {
            decision.Apply(new EntrantEvent.PhoneChanged(condition));
        }

        RecordContact(decision);
        return decision.Build();
    }

    /// <summary>The phone goes, or the grain is put away: what only memory knows of signs of life is written down.</summary>
    public static Decision<EntrantEvent, EntrantEffect> SaveLastContact(EntrantState state, EntrantContext context) =>
        state.Stay is { HasEnded: false } stay && context.HeardAt is { } heardAt && heardAt - stay.SeenAt >= WorthWriting
            ? new() { Events = [new EntrantEvent.Seen(heardAt)] }
            : Decision<EntrantEvent, EntrantEffect>.Nothing;

    private static void RecordContact(EntrantDecision decision)
    {
        if (decision.Stay is { HasEnded: false } stay
            && (stay.Silence != SilenceStep.None || decision.Now - stay.SeenAt >= SeenEvery))
        {
            decision.Apply(new EntrantEvent.Seen(decision.Now));
        }
    }

    private static Decision<EntrantEvent, EntrantEffect> Prove(
        EntrantState state, EntrantContext context, string handle, Func<PromptState, bool> isNew,
        Func<PromptNumber, DateTimeOffset, EntrantEvent> happened)
    {
        if (state.Stay is not { } stay)
        {
            return new() { Refusal = Refusals.NoStay };
        }

        if (!PromptHandle.TryRead(context.PlanKey, stay.Id, handle, out var number))
        {
            return new() { Refusal = Refusals.HandleForeign };
        }

        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.Prompts.Find(number) is { IssuedAt: not null } prompt && isNew(prompt))
        {
            decision.Apply(happened(number, context.Now));
        }

        RecordContact(decision);

        return decision.Build();
    }
}
