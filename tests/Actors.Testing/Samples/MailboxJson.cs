using System.Text.Json.Serialization;
using Actors.Grains.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Testing.Samples;

/// <summary>How mailboxes stand in storage.</summary>
[JsonSerializable(typeof(Ledgered<MailboxState, MailboxEvent, MailboxEffect>))]
[JsonSerializable(typeof(MailboxEvent.LetterSent))]
[JsonSerializable(typeof(MailboxEvent.LetterReceived))]
[JsonSerializable(typeof(MailboxEvent.AlarmSet))]
[JsonSerializable(typeof(MailboxEvent.AlarmRang))]
public sealed partial class MailboxJson : JsonSerializerContext
{
    /// <summary>Everything a mailbox stores.</summary>
    public static StoredTypes StoredTypes() => new StoredTypes()
        .Add(Default.LedgeredMailboxStateMailboxEventMailboxEffect, alias: "test.mailbox")
        .Add(Default.LetterSent)
        .Add(Default.LetterReceived)
        .Add(Default.AlarmSet)
        .Add(Default.AlarmRang);
}
