using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Protection;
using Actors.Grains.Ledger;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Formats;

/// <summary>One of everything that entrants put into storage, and a state in the middle of a busy day.</summary>
internal static class EntrantSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 2, 30, 0, TimeSpan.Zero);
    private static readonly PromptNumber Location = new(2, 3);
    private static readonly PromptNumber Health = new(2, 0);

    /// <summary>Events in an order in which they can happen.</summary>
    public static IReadOnlyList<EntrantEvent> Events { get; } =
    [
        new EntrantEvent.StayStarted(
            EntrantCluster.Stay(1), TestProgrammes.Japan.Version, At.AddDays(-2), At.AddDays(13), 1, At.AddDays(-1),
            At.AddDays(-2), TimeSpan.FromMinutes(10), SilenceSpans.Of(TimeSpan.FromHours(12), TimeSpan.FromHours(24)),
            IsConfirmed: false, EntrantCluster.Person(2)),
        new EntrantEvent.StayConfirmed(),
        new EntrantEvent.CompanionAdded(EntrantCluster.Person(3)),
        new EntrantEvent.PhoneChanged(new("1.2.0", "Android 12", PhoneFaults.BatterySaver | PhoneFaults.NoPush, 73)),
        new EntrantEvent.CheckedIn(new(0xF1E2D3C4B5A69788), 1, At.AddDays(-1), Position(1), [Position(2), Position(3)],
            Receipt.CheckedInAtNewPlace, At.AddDays(-1).AddMinutes(-2)),
        new EntrantEvent.DayPlanned(
            2,
            [
                new(Health, PromptKind.Health, At),
                new(new(2, 1), PromptKind.Location, At.AddHours(-2)),
                new(new(2, 2), PromptKind.Location, At.AddHours(-1)),
                new(Location, PromptKind.Location, At.AddHours(1)),
                new(new(2, 4), PromptKind.Location, At.AddHours(4)),
            ],
            At.AddHours(10)),
        new EntrantEvent.PromptIssued(new(2, 1), At.AddHours(-2), At.AddHours(-1), Channel.App),
        new EntrantEvent.PromptDelivered(new(2, 1), At.AddHours(-2), Channel.App),
        new EntrantEvent.PromptOpened(new(2, 1), At.AddHours(-2).AddMinutes(3)),
        new EntrantEvent.PromptReminded(new(2, 1)),
        new EntrantEvent.PromptExtended(new(2, 1), At.AddMinutes(-55), TimeSpan.FromMinutes(5)),
        new EntrantEvent.PromptClosed(new(2, 1), PromptOutcome.Missed, Excuse.None),
        new EntrantEvent.FollowUpOpened(FollowUps.NotAnswering, new(2, 1)),
        new EntrantEvent.PromptIssued(Health, At, At.AddHours(3), null),
        new EntrantEvent.HealthReported(new(9), Health, 2, At, At.AddMinutes(-1), Position(4), PromptOutcome.Answered,
            Receipt.SymptomsReceived),
        new EntrantEvent.PromptIssued(Location, At.AddHours(1), At.AddHours(2), Channel.Push),
        new EntrantEvent.LocationReported(
            new(10), Location, 2, At.AddHours(1), At.AddHours(1), Position(5), PresenceVerdict.Outside, IsMock: true, Position(6),
            PromptOutcome.Answered, Receipt.SecondFixWanted),
        new EntrantEvent.SecondFixAsked(new(2, 5), At.AddHours(1), At.AddMinutes(75), Location),
        new EntrantEvent.Seen(At.AddHours(25)),
        new EntrantEvent.SilenceExtended(At.AddHours(26)),
        new EntrantEvent.ContactLost(SilenceStep.Unreachable, At.AddHours(25), At.AddHours(45)),
        new EntrantEvent.NightOver(At.AddHours(69)),
        new EntrantEvent.CallConcluded(3, At.AddHours(70), CallCause.Requested, CallOutcome.NotReached),
        new EntrantEvent.AnswerFailed(Location, At.AddHours(71), "wrong-types"),
        new EntrantEvent.StayEnded(),
        new EntrantEvent.PhoneDisputed(At.AddHours(71), At.AddHours(95)),
        new EntrantEvent.PhoneSettled(At.AddHours(72)),
    ];

    /// <summary>A state with everything in it that there can be.</summary>
    public static Ledgered<EntrantState, EntrantEvent, EntrantEffect> Full { get; } = Make(Events.SkipLast(6));

    /// <summary>The state of a person alone, at one place, on a busy day, with nothing under way.</summary>
    public static Ledgered<EntrantState, EntrantEvent, EntrantEffect> Usual
    {
        get
        {
            var reports = Enumerable.Range(1, Receipts.Capacity).Select(number => new EntrantEvent.LocationReported(
                new((ulong)number), null, 2, At, At, Position(5), PresenceVerdict.Inside, false, null, null,
                Receipt.LocationReceived));
            var events = Events.Where(happened => happened is not EntrantEvent.CompanionAdded
                and not EntrantEvent.StayEnded and not EntrantEvent.PhoneDisputed and not EntrantEvent.PhoneSettled)
                .Select(happened => happened switch
                {
                    EntrantEvent.StayStarted started => started with { Carer = null },
                    EntrantEvent.CheckedIn checkedIn => checkedIn with { Places = [Position(2)] },
                    _ => happened,
                });
            var state = Make(events.Concat(reports));
            return new(state.Value, state.Sequence, state.EffectSequence, []);
        }
    }

    private static Ledgered<EntrantState, EntrantEvent, EntrantEffect> Make(IEnumerable<EntrantEvent> events)
    {
        var state = new Ledgered<EntrantState, EntrantEvent, EntrantEffect>();
        state.Apply(
            new()
            {
                Events = [.. events],
                Effects =
                [
                    new EntrantEffect.ShowPrompt(Location), new EntrantEffect.RemindOfPrompt(Location),
                    new EntrantEffect.ShowHome(), new EntrantEffect.AskWhetherWell(), new EntrantEffect.UpdateDailyReminder(),
                ],
            },
            At, TimeSpan.Zero);
        state.MarkCommitted();
        return state;
    }

    private static Sealed Position(byte each) =>
        Sealed.FromBytes([Sealed.Format, .. Enumerable.Repeat(each, Sealed.Overhead - 1 + 28)]);
}
