using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Testing.Samples;

/// <summary>The rules of a mailbox: pure.</summary>
public sealed record MailboxState : IEventSourced<MailboxState, MailboxEvent>
{
    /// <summary>More letters than this are refused.</summary>
    public const int MostLetters = 1_000_000;

    public int Sent { get; init; }

    public int Received { get; init; }

    public int Rang { get; init; }

    public ReceivedEffects Had { get; init; } = ReceivedEffects.None;

    public ImmutableSortedSet<DateTimeOffset> Alarms { get; init; } = [];

    [JsonIgnore]
    public DueTime? NextDue => Alarms.IsEmpty ? null : new(Alarms[0], DuePriority.Prompt);

    public MailboxState Apply(MailboxEvent happened) => happened switch
    {
        MailboxEvent.LetterSent => this with { Sent = Sent + 1 },
        MailboxEvent.LetterReceived letter =>
            this with { Received = Received + 1, Had = Had.With(new(letter.From, letter.Number)) },
        MailboxEvent.AlarmSet alarm => this with { Alarms = Alarms.Add(alarm.At) },
        MailboxEvent.AlarmRang alarm => this with { Alarms = Alarms.Remove(alarm.DueAt), Rang = Rang + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "This event is not known."),
    };

    public Decision<MailboxEvent, MailboxEffect> Send(CommandId letter, string to) => Sent >= MostLetters || to.Length == 0
        ? new() { Refusal = new(to.Length == 0 ? "no-address" : "too-many-letters") }
        : new() { Events = [new MailboxEvent.LetterSent(letter.Value, to)], Effects = [new MailboxEffect.Deliver(to)] };

    public Decision<MailboxEvent, MailboxEffect> Receive(EffectId letter) => Had.IsNew(letter)
        ? new() { Events = [new MailboxEvent.LetterReceived(letter.Source, letter.Sequence)] }
        : Decision<MailboxEvent, MailboxEffect>.Nothing;

    public Decision<MailboxEvent, MailboxEffect> Due(DateTimeOffset now) =>
        new() { Events = [.. Alarms.TakeWhile(alarm => alarm <= now).Select(alarm => new MailboxEvent.AlarmRang(alarm))] };
}
