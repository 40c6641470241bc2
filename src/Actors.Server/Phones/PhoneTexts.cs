using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Texts for one phone, in its language.</summary>
internal sealed class PhoneTexts(Catalogue catalogue, Language language)
{
    private const long MaxDegreesOfLatitude = 90;
    private const long MaxDegreesOfLongitude = 180;

    /// <summary>The language of the phone.</summary>
    public Language Language => language;

    /// <summary>The text of a receipt.</summary>
    public string Of(Receipt receipt) => Text(receipt switch
    {
        Receipt.CheckedIn => CheckInTexts.Done,
        Receipt.CheckedInAtNewPlace => CheckInTexts.NewPlace,
        Receipt.LocationReceived => LocationTexts.Done,
        Receipt.LocationReceivedLate => LocationTexts.DoneLate,
        Receipt.SecondFixWanted => LocationTexts.SecondFix,
        Receipt.PositionUnusable => LocationTexts.Unusable,
        Receipt.CheckedInWithoutPosition => CheckInTexts.WithoutPosition,
        Receipt.HealthReceived => HealthTexts.Done,
        Receipt.HealthReceivedLate => HealthTexts.DoneLate,
        Receipt.SymptomsReceived => HealthTexts.ContactTitle,
        Receipt.None or _ => RefusalTexts.OurFault,
    });

    /// <summary>The text of a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="programme">The rules of the stay, for the limits in the text.</param>
    public string Of(Refusal refusal, Programme programme)
    {
        var health = programme.Health;
        var key = RefusalTexts.Of(refusal.Code);
        return refusal.Code switch
        {
            ErrorCode.LatitudeOutOfRange => Range(key, -MaxDegreesOfLatitude, MaxDegreesOfLatitude),
            ErrorCode.LongitudeOutOfRange => Range(key, -MaxDegreesOfLongitude, MaxDegreesOfLongitude),
            ErrorCode.TemperatureOutOfRange => Range(key, health.PlausibleFromCelsius, health.PlausibleToCelsius),
            ErrorCode.NoteTooLong => catalogue.Format(language, key, ("max", health.NoteLength)),
            ErrorCode.TooManyCompanions => catalogue.Format(language, key, ("max", Domain.Limits.Companions)),
            _ => Text(key),
        };
    }

    /// <summary>The text of a timeline entry, by its code.</summary>
    public string Recorded(string code) => Text(TimelineTexts.Of(code));

    /// <summary>The reason why a prompt does not count.</summary>
    public string Of(Excuse excuse) => Text(PromptTexts.ExcuseOf(excuse));

    /// <summary>Says that the version of the protocol is not supported.</summary>
    public string WrongVersion() => Text(RefusalTexts.WrongVersion);

    /// <summary>Says that the app is too old.</summary>
    public string AppTooOld() => Text(Notifications.Texts.Keys.PhoneTexts.TooOld);

    /// <summary>Asks whether the person is well.</summary>
    public string AskWhetherWell() => Text(UnreachableTexts.Body);

    /// <summary>The title of a prompt.</summary>
    public string PromptTitle(PromptKind kind, bool isReminder) => Text((kind, isReminder) switch
    {
        (PromptKind.Health, false) => HealthTexts.PromptTitle,
        (PromptKind.Health, true) => HealthTexts.PromptReminderTitle,
        (_, false) => LocationTexts.Title,
        (_, true) => LocationTexts.ReminderTitle,
    });

    /// <summary>The body of a prompt.</summary>
    public string PromptBody(PromptKind kind, bool isReminder, TimeOnly until) => catalogue.Format(
        language,
        (kind, isReminder) switch
        {
            (PromptKind.Health, false) => HealthTexts.PromptBody,
            (PromptKind.Health, true) => HealthTexts.PromptReminderBody,
            (_, false) => LocationTexts.Body,
            (_, true) => LocationTexts.ReminderBody,
        },
        ("until", until));

    /// <summary>The lines of the home screen of a person without a stay.</summary>
    public IReadOnlyList<Message.HomeText> NoStay() => [Line(RefusalTexts.NoStay)];

    /// <summary>The lines of the home screen of a stay.</summary>
    /// <param name="stay">The stay.</param>
    /// <param name="faults">What is wrong with the phone. The app shows by itself what it has reported.</param>
    /// <param name="programme">The rules of the stay.</param>
    public IReadOnlyList<Message.HomeText> Home(StayView stay, PhoneFaults faults, Programme programme)
    {
        if (stay.HasEnded || stay.Day is not { } day)
        {
            return [Line(StayTexts.Over)];
        }

        var lines = new List<Message.HomeText> { Line(StayTexts.Day, ("day", day), ("last", stay.LastDay)) };
        if (stay.IsConfirmed)
        {
            lines.Add(Line(StayTexts.EndDate, ("date", stay.LastDate)));
            lines.Add(Line(StayTexts.Remaining, ("days", stay.LastDay - day)));
        }
        else
        {
            lines.Add(day - programme.Days.EntryDay < programme.Registration.ContactFromDay
                ? Line(StayTexts.Unconfirmed)
                : Line(StayTexts.UnconfirmedContact, ("contact", programme.Registration.DetailsContact)));
        }

        if (stay.DisputedUntil is { } until)
        {
            lines.Add(Line(
                RegistrationTexts.OtherPhoneUntil, ("date", programme.Zone.DateAt(until)),
                ("time", programme.Zone.TimeAt(until))));
        }

        if (!stay.Checklist.CheckedIn)
        {
            lines.Add(Line(CheckInTexts.NotYet));
        }

        AddIf(PhoneFaults.ClockWrong, Notifications.Texts.Keys.PhoneTexts.Clock);
        AddIf(PhoneFaults.PositionUnusable, Notifications.Texts.Keys.PhoneTexts.PreciseLocation);
        AddIf(PhoneFaults.AnswersUnusable, Notifications.Texts.Keys.PhoneTexts.Answers);
        return lines;

        void AddIf(PhoneFaults fault, TextKey key)
        {
            if ((faults & fault) != PhoneFaults.None)
            {
                lines.Add(Line(key));
            }
        }
    }

    /// <summary>A text of the catalogue.</summary>
    public string Say(TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        catalogue.Format(language, key, arguments);

    private string Range(TextKey key, TextArgument min, TextArgument max) =>
        catalogue.Format(language, key, ("min", min), ("max", max));

    private Message.HomeText Line(TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        new(key.Value, catalogue.Format(language, key, arguments));

    private string Text(TextKey key) => catalogue.Format(language, key);
}
