using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Grains.Inspection;

namespace Actors.Notifications.Outbox;

/// <summary>
/// Takes proofs that messages arrived, and tells the grain to which each one matters before the outbox: what a phone was told
/// is recorded, is durable.
/// </summary>
internal sealed class MessageProofs(
    IOutbox outbox, IChannelKeys keys, IGrainFactory grains, LaneSignals signals, MessageMeters meters, TimeProvider wall)
{
    /// <summary>The phone confirms a push by the handle in it. Idempotent.</summary>
    /// <returns><c>false</c> if this server never issued the handle, or has forgotten the message.</returns>
    public async Task<bool> ConfirmAsync(string? handle, CancellationToken cancellationToken)
    {
        if (!MessageHandle.TryRead(keys, handle, out var id) || await outbox.FindAsync(id, cancellationToken) is not { } message)
        {
            return false;
        }

        // Only a push carries the handle. That the phone answered before the provider did is no contradiction.
        await ProveAsync(message with { Channel = Channel.Push }, cancellationToken);
        return true;
    }

    /// <summary>A provider says whether the handset got a message. Idempotent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isDelivered">Whether the handset has it; otherwise it will never get it.</param>
    /// <param name="cancellationToken">Cancels the call; the provider sends it again.</param>
    public async Task ReportAsync(SentMessage message, bool isDelivered, CancellationToken cancellationToken)
    {
        if (isDelivered)
        {
            await ProveAsync(message, cancellationToken);
            return;
        }

        meters.CountFailed(message.Lane, message.Channel, "undelivered");
        await outbox.RejectAsync(message, wall.GetUtcNow(), cancellationToken);
        signals.Raise(message.Lane);
    }

    private async Task ProveAsync(SentMessage message, CancellationToken cancellationToken)
    {
        if (message is { State: not MessageState.Proved, About: { } about, Channel: { } channel })
        {
            if (message.Kind is MessageKind.Prompt or MessageKind.Reminder
                && PromptNumber.TryFrom(message.Subject, out var prompt))
            {
                await grains.GetGrain<IEntrantGrain>(about.ToString()).ConfirmMessageAsync(prompt, channel);
            }
            else if (message.Kind == MessageKind.CallRing)
            {
                await grains.GetGrain<ICallGrain>(about.ToString()).ConfirmRingingAsync(message.Subject);
            }
            else if (message.Kind == MessageKind.PushTest)
            {
                await grains.GetGrain<IInspectionGrain>(about.ToString()).ConfirmPushAsync(message.Subject);
            }
            else if (message.Kind == MessageKind.WellBeing && channel == Channel.Push)
            {
                await grains.GetGrain<IEntrantGrain>(about.ToString()).ReportConditionAsync(null);
            }
        }

        if (message.State != MessageState.Proved)
        {
            meters.CountProved(message.Lane, message.Channel);
            await outbox.ProveAsync(message, wall.GetUtcNow(), cancellationToken);
        }
    }
}
