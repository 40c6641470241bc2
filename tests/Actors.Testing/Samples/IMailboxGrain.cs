using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Orleans.Concurrency;

namespace Actors.Testing.Samples;

/// <summary>A grain that sends letters to others of its kind and rings at set times.</summary>
[Alias("test.mailbox")]
public interface IMailboxGrain : IGrainWithStringKey, IDueGrain
{
    [Alias("send")]
    Task<Refusal?> SendAsync(CommandId letter, string to);

    [Alias("receive")]
    Task ReceiveAsync(EffectId letter);

    [Alias("set-alarm")]
    Task SetAlarmAsync(DateTimeOffset at);

    /// <summary>Between two steps of whatever the grain does: what it could do without waiting is done by then.</summary>
    [Alias("count")]
    [AlwaysInterleave]
    Task<MailboxCount> CountAsync();
}
