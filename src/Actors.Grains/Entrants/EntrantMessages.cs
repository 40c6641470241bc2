using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Outbox;
using Actors.Grains.Calls;
using Actors.Grains.Messages;
using Actors.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Entrants;

/// <summary>
/// Says which messages go to a person whom the connected app does not reach. For a companion they go to the carer.
/// </summary>
public sealed class EntrantMessages(
    IMessenger messenger, [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>How long the question whether a person is well is of use, in real time.</summary>
    private static readonly TimeSpan WellBeingValidity = TimeSpan.FromHours(4);

    /// <summary>
    /// Sends what an effect asks for, as it stands now. A prompt that a connected phone was shown is sent too when the
    /// person is reminded of it and nothing has proved that it arrived.
    /// </summary>
    /// <param name="id">The effect.</param>
    /// <param name="effect">What it asks for.</param>
    /// <param name="person">The person.</param>
    /// <param name="state">The state of the person.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="isConnected">Whether a phone is connected, which was shown the effect.</param>
    public Task SendAsync(
        EffectId id, EntrantEffect effect, EntrantId person, EntrantState state, DateTimeOffset now, bool isConnected)
    {
        var message = effect switch
        {
            EntrantEffect.ShowPrompt show when !isConnected => Message(MessageKind.Prompt, show.Prompt),
            EntrantEffect.RemindOfPrompt remind when !isConnected || IsUnproved(remind.Prompt) =>
                Message(MessageKind.Reminder, remind.Prompt),
            EntrantEffect.AskWhetherWell when !isConnected => New(MessageKind.WellBeing, 0, WellBeingValidity),
            _ => null, // The home screen is read when the app is opened.
        };
        return message is null ? Task.CompletedTask : messenger.SendAsync(message);

        bool IsUnproved(PromptNumber number) =>
            state.Stay?.Prompts.Find(number) is { Outcome: PromptOutcome.Open, DeliveredAt: null };

        PersonMessage? Message(MessageKind kind, PromptNumber number) =>
            state.Stay?.Prompts.Find(number) is { Outcome: PromptOutcome.Open, ClosesAt: { } closesAt } && closesAt > now
                ? New(kind, number.Value, InRealTime(closesAt - now))
                : null; // Answered or closed by now.

        PersonMessage New(MessageKind kind, int subject, TimeSpan validity) => new(
            MessageId.Of($"{id.Source}/{id.Sequence}"), Lane.Reminders, kind, state.Carer ?? person, person, subject, validity);
    }

    /// <summary>Sends a call that is announced or rings to a person without a connected phone.</summary>
    public Task SendAsync(CallView call) => call is { Stage: CallStage.Announced or CallStage.Ringing, Next: { } next }
        && next > call.At
            ? messenger.SendAsync(new(
                MessageId.Of($"{call.Person}/call/{call.Number}/{call.Stage}/{next.UtcTicks}"), Lane.Calls,
                call.Stage == CallStage.Ringing ? MessageKind.CallRing : MessageKind.CallNotice, call.Person, call.Person,
                call.Number, InRealTime(next - call.At)))
            : Task.CompletedTask;

    /// <summary>Networks and providers know real time only.</summary>
    private TimeSpan InRealTime(TimeSpan programme) => clock.Speed() is > 0 and var speed ? programme / speed : programme;
}
