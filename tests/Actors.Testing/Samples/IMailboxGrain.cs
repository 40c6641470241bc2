using Actors.Domain.Ledger;
using Actors.Grains.Ledger;

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

    [Alias("count")]
    Task<MailboxCount> CountAsync();
}
