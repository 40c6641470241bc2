using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Grains.Formats;
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
        .Add<Ledgered<MailboxState, MailboxEvent, MailboxEffect>>(Json, alias: "test.mailbox")
        .Add<MailboxEvent.LetterSent>(Json)
        .Add<MailboxEvent.LetterReceived>(Json)
        .Add<MailboxEvent.AlarmSet>(Json)
        .Add<MailboxEvent.AlarmRang>(Json);

    private static JsonSerializerOptions Json => StoredJson.OptionsFor(Default);
}
