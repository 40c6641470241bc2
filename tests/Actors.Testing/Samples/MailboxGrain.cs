using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Testing.Samples;

/// <inheritdoc/>
public sealed class MailboxGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    MailRoute route,
    ILogger<MailboxGrain> log)
    : LedgeredGrain<MailboxState, MailboxEvent, MailboxEffect>("mailbox", storage, clock, log), IMailboxGrain
{
    public Task<Refusal?> SendAsync(CommandId letter, string to) => ExecuteAsync((state, _) => state.Send(letter, to));

    public Task ReceiveAsync(EffectId letter) => ExecuteAsync((state, _) => state.Receive(letter));

    public Task SetAlarmAsync(DateTimeOffset at) =>
        ExecuteAsync((_, _) => new() { Events = [new MailboxEvent.AlarmSet(at)] });

    public Task<MailboxCount> CountAsync() => Task.FromResult(new MailboxCount(State.Sent, State.Received, State.Rang));

    protected override Decision<MailboxEvent, MailboxEffect> DecideDue(MailboxState state, DateTimeOffset now) => state.Due(now);

    protected override async Task CarryOutAsync(EffectId id, MailboxEffect effect)
    {
        if (effect is MailboxEffect.Deliver { To: var to })
        {
            await route.BeforeDelivery(id);
            await GrainFactory.GetGrain<IMailboxGrain>(to).ReceiveAsync(id);
            await route.AfterDelivery(id);
        }
    }
}
