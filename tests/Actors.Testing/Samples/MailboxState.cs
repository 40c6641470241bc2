using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Testing.Samples;

/// <summary>The rules of a mailbox: pure.</summary>
public sealed record MailboxState : IEventSourced<MailboxState, MailboxEvent>
{
    /// <summary>More letters than this are refused.</summary>
    public const int MostLetters = 1_000_000;

    /// <summary>The letters that were sent, by the ids of their commands: one that comes again is not sent again.</summary>
    public ImmutableSortedSet<ulong> Letters { get; init; } = [];

    [JsonIgnore]
    public int Sent => Letters.Count;

    public int Received { get; init; }

    public int Rang { get; init; }

    /// <summary>The effects that arrived, by sender and number: one that comes again changes nothing.</summary>
    public ImmutableSortedSet<string> Had { get; init; } = [];

    public ImmutableSortedSet<DateTimeOffset> Alarms { get; init; } = [];

    [JsonIgnore]
    public DueTime? NextDue => Alarms.IsEmpty ? null : new(Alarms[0], DuePriority.Prompt);

    public MailboxState Apply(MailboxEvent happened) => happened switch
    {
        MailboxEvent.LetterSent letter => this with { Letters = Letters.Add(letter.Letter) },
        MailboxEvent.LetterReceived letter =>
            this with { Received = Received + 1, Had = Had.Add(Name(new(letter.From, letter.Number))) },
        MailboxEvent.AlarmSet alarm => this with { Alarms = Alarms.Add(alarm.At) },
        MailboxEvent.AlarmRang alarm => this with { Alarms = Alarms.Remove(alarm.DueAt), Rang = Rang + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "This event is not known."),
    };

    public Decision<MailboxEvent, MailboxEffect> Send(CommandId letter, string to) =>
        Letters.Contains(letter.Value) ? Decision<MailboxEvent, MailboxEffect>.Nothing
        : Sent >= MostLetters || to.Length == 0
        ? new() { Refusal = new(to.Length == 0 ? "no-address" : "too-many-letters") }
        : new() { Events = [new MailboxEvent.LetterSent(letter.Value, to)], Effects = [new MailboxEffect.Deliver(to)] };

    public Decision<MailboxEvent, MailboxEffect> Receive(EffectId letter) => !Had.Contains(Name(letter))
        ? new() { Events = [new MailboxEvent.LetterReceived(letter.Source, letter.Sequence)] }
        : Decision<MailboxEvent, MailboxEffect>.Nothing;

    public Decision<MailboxEvent, MailboxEffect> Due(DateTimeOffset now) =>
        new() { Events = [.. Alarms.TakeWhile(alarm => alarm <= now).Select(alarm => new MailboxEvent.AlarmRang(alarm))] };

    private static string Name(EffectId letter) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter.Source}#{letter.Sequence}");
}
