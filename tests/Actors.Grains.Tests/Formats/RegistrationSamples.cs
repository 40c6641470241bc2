using Actors.Domain.Entrants.Contact;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Ledger;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Formats;

/// <summary>One of everything that registrations put into storage.</summary>
internal static class RegistrationSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 2, 30, 0, TimeSpan.Zero);
    private static readonly SealedDetails Details = new(Secret(1), Secret(2), Secret(3), Secret(4), Secret(5));
    private static readonly RecordId Row = new(new Guid(7, 7, 7, new byte[8]));

    private static readonly DeviceKey Key = DeviceKey.FromStored(
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg"
        + "9KE5RdiYwpZP40Li_hp_m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q");

    /// <summary>Events in an order in which they can happen.</summary>
    public static IReadOnlyList<RegistrationEvent> Events { get; } =
    [
        new RegistrationEvent.Submitted(
            TestProgrammes.Japan.Version, At, Details,
            [new(ConsentKind.Terms, 1, At.AddMinutes(-3)), new(ConsentKind.Location, 2, At.AddMinutes(-2))],
            PhoneFaults.LocationDenied | PhoneFaults.CameraDenied, "zh-Hant", Key, EntrantCluster.Person(9)),
        new RegistrationEvent.RequestSigned(1_772_591_400_123, "POST /registration/corrections", At),
        new RegistrationEvent.Corrected(Details, At, "officer-1"),
        new RegistrationEvent.TakeoverPostponed(At.AddHours(1)),
        new RegistrationEvent.TakeoverAsked(EntrantCluster.Person(2), At),
        new RegistrationEvent.TakeoverDenied(At),
        new RegistrationEvent.Moved(EntrantCluster.Person(2), At),
        new RegistrationEvent.IdentityTaken(At),
        new RegistrationEvent.Upheld(At),
        new RegistrationEvent.CompanionAdded(EntrantCluster.Person(3), At),
        new RegistrationEvent.ModeChanged(PhoneMode.Normal, At),
        new RegistrationEvent.StayBegun(EntrantCluster.Stay(1), At, At.AddDays(2)),
        new RegistrationEvent.StaffAsked(At.AddDays(2)),
        new RegistrationEvent.Confirmed(Row, NameDiffers: true, At),
        new RegistrationEvent.TakeoverRequested(
            EntrantCluster.Person(4), Key, At, At.AddDays(1), StopsDuties: true, Secret(6), 5),
        new RegistrationEvent.TakeoverRefused(TakeoverConsent.Withdrawn, null, At),
        new RegistrationEvent.PhoneReplaced(Key, TakeoverConsent.Staff, "officer-1", At),
        new RegistrationEvent.TakeoverRequested(
            EntrantCluster.Person(5), Key, At, At.AddDays(1), StopsDuties: false, Secret(6), 5),
        new RegistrationEvent.CodeMistyped(At),
        new RegistrationEvent.TakeoverOverdue(At.AddDays(1)),
        new RegistrationEvent.Closed(At),
    ];

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<RegistrationEffect> Effects { get; } =
    [
        new RegistrationEffect.Match(), new RegistrationEffect.ConfirmStay(), new RegistrationEffect.StopDuties(At),
        new RegistrationEffect.ResumeDuties(), new RegistrationEffect.AskStaff(AboutPhone: true),
        new RegistrationEffect.MailCode(), new RegistrationEffect.SignOut(),
        new RegistrationEffect.AnswerTakeover(EntrantCluster.Person(4), IsGranted: true),
        new RegistrationEffect.WithdrawTakeover(EntrantCluster.Person(2)),
        new RegistrationEffect.ShowNotice(PhoneNotice.OtherPhone), new RegistrationEffect.EndStay(),
    ];

    /// <summary>A state with everything in it that there can be.</summary>
    public static Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect> Full { get; } = Make(Events.SkipLast(3));

    private static Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect> Make(
        IEnumerable<RegistrationEvent> events)
    {
        var state = new Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect>();
        state.Apply(new() { Events = [.. events], Effects = [.. Effects] }, At, TimeSpan.Zero);
        state.MarkCommitted();
        return state;
    }

    private static Sealed Secret(byte each) =>
        Sealed.FromBytes([Sealed.Format, .. Enumerable.Repeat(each, Sealed.Overhead + 3)]);
}
