using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Testing.Samples;

/// <inheritdoc/>
public sealed class MailboxGrain(
    [PersistentState("mailbox", "actors")] IPersistentState<Ledgered<MailboxState, MailboxEvent, MailboxEffect>> storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    MailRoute route,
    ILogger<MailboxGrain> log) : LedgeredGrain<MailboxState, MailboxEvent, MailboxEffect>(storage, clock, log), IMailboxGrain
{
    public Task<Refusal?> SendAsync(CommandId letter, string to) => ExecuteAsync(letter, (state, _) => state.Send(letter, to));

    public Task ReceiveAsync(EffectId letter) => ExecuteAsync(null, (state, _) => state.Receive(letter));

    public Task SetAlarmAsync(DateTimeOffset at) =>
        ExecuteAsync(null, (_, _) => new() { Events = [new MailboxEvent.AlarmSet(at)] });

    public Task<MailboxCount> CountAsync() => Task.FromResult(new MailboxCount(State.Sent, State.Received, State.Rang));

    protected override Decision<MailboxEvent, MailboxEffect> DecideDue(MailboxState state, DateTimeOffset now) => state.Due(now);

    protected override string ReceiverOf(MailboxEffect effect) => effect is MailboxEffect.Deliver { To: var to } ? to : "";

    protected override async Task CarryOutAsync(EffectId id, MailboxEffect effect)
    {
        if (effect is MailboxEffect.Deliver { To: var to })
        {
            await route.HoldAsync(() => route.BeforeDelivery(id));
            await GrainFactory.GetGrain<IMailboxGrain>(to).ReceiveAsync(id);
            await route.HoldAsync(() => route.AfterDelivery(id));
        }
    }
}
