using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Records proofs of delivery, contact and the condition of the phone.</summary>
public static class ProofRules
{
    /// <summary>
    /// How old the stored contact of a connected phone can be at most. A new activation knows only the stored contact
    /// and must not take it for silence. Between prompts a phone causes one write in this time.
    /// </summary>
    internal static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan WorthWriting = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Records that a prompt reached the phone. The proof is kept for closed prompts too, but it matters only for open
    /// ones.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Deliver(
        EntrantState state, EntrantContext context, string handle, Channel channel) =>
        Prove(state, context, handle, static prompt => prompt.DeliveredAt is null,
            (prompt, now) => new EntrantEvent.PromptDelivered(prompt, now, channel));

    /// <summary>
    /// Records that a message with a prompt reached the phone by another channel than the app. Only an acknowledgement of the
    /// phone itself is a contact; a handset receipt is none.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Deliver(
        EntrantState state, EntrantContext context, PromptNumber number, Channel channel) => state.Stay is null
        ? new() { Refusal = Refusals.NoStay }
        : Prove(state, context, number, static prompt => prompt.DeliveredAt is null,
            (prompt, now) => new EntrantEvent.PromptDelivered(prompt, now, channel), isContact: channel == Channel.Push);

    /// <summary>Records that the person opened a prompt.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Open(EntrantState state, EntrantContext context, string handle) =>
        Prove(state, context, handle, static prompt => prompt.OpenedAt is null,
            static (prompt, now) => new EntrantEvent.PromptOpened(prompt, now));

    /// <summary>
    /// Records a contact and, if it changed, the condition of the phone. A contact is written at most every
    /// <see cref="SeenEvery"/>.
    /// </summary>
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

        if (condition is not null && IsNews(state, condition))
        {
            decision.Apply(new EntrantEvent.PhoneChanged(condition));
        }

        RecordContact(decision);
        return decision.Build();
    }

    /// <summary>
    /// Writes the last contact that is known only in memory, when the phone disconnects or the grain deactivates.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> SaveLastContact(EntrantState state, EntrantContext context) =>
        state.Stay is { HasEnded: false } stay && context.HeardAt is { } heardAt && heardAt - stay.SeenAt >= WorthWriting
            ? new() { Events = [new EntrantEvent.Seen(heardAt)] }
            : Decision<EntrantEvent, EntrantEffect>.Nothing;

    /// <summary>Whether a condition differs from what the state keeps of the phone.</summary>
    public static bool IsNews(EntrantState state, PhoneCondition condition) =>
        PhoneState.After(state.Phone, new EntrantEvent.PhoneChanged(condition)) != state.Phone;

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

        return PromptHandle.TryRead(context.PlanKey, stay.Id, handle, out var number)
            ? Prove(state, context, number, isNew, happened, isContact: true)
            : new() { Refusal = Refusals.HandleForeign };
    }

    private static Decision<EntrantEvent, EntrantEffect> Prove(
        EntrantState state, EntrantContext context, PromptNumber number, Func<PromptState, bool> isNew,
        Func<PromptNumber, DateTimeOffset, EntrantEvent> happened, bool isContact)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.Prompts.Find(number) is { IssuedAt: not null } prompt && isNew(prompt))
        {
            decision.Apply(happened(number, context.Now));
        }

        if (isContact)
        {
            RecordContact(decision);
        }

        return decision.Build();
    }
}
