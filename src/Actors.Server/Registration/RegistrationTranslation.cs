using System.Diagnostics.CodeAnalysis;
using System.Collections.Immutable;
using System.Globalization;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Registration;

/// <summary>Translates between messages of registration and the domain.</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each message needs, and only translates.")]
internal static class RegistrationTranslation
{
    /// <summary>A form.</summary>
    public static RegistrationForm Form(Message.RegistrationForm form) => new(
        Consents(form.Consents), form.Permissions is { } given ? Denied(given) : null, Details(form.Details), form.SentAt);

    /// <summary>The form of a companion. The phone of the carer has asked for its permissions before.</summary>
    public static RegistrationForm Form(Message.CompanionForm form) =>
        new(Consents(form.Consents), PhoneFaults.None, Details(form.Details), form.SentAt);

    /// <summary>Typed details.</summary>
    public static TypedDetails Details(Message.TypedDetails typed) => new(
        typed.PassportNumber, typed.PassportNumberAgain, Date(typed.BirthDate), Date(typed.BirthDateAgain), typed.Surname,
        typed.GivenName ?? "", typed.IssuingState ?? "", typed.Zone ?? "");

    /// <summary>What is wrong, each with the path of the entry in the message.</summary>
    public static IEnumerable<FormProblem> Paths(IEnumerable<FormProblem> problems) => problems.Select(static problem =>
        problem.Field.StartsWith("consents", StringComparison.Ordinal) || problem.Field == "permissions"
            ? problem
            : problem with { Field = $"details.{problem.Field}" });

    /// <summary>What the screens of a registration show.</summary>
    public static Message.RegistrationScreens Screens(Programme programme, RegistrationWords words, DateTimeOffset wall)
    {
        var rules = programme.Registration;
        return new(
            programme.Version.Id.Value, words.Say(AppTexts.CentreName), words.Language.Tag,
            [.. Language.All.Select(one => new Message.LanguageChoice(one.Tag, words.In(one.Tag).Say(AppTexts.LanguageName)))],
            [
                Consent(Message.ConsentKind.Terms, rules.TermsVersion),
                Consent(Message.ConsentKind.Health, rules.HealthNoticeVersion),
                Consent(Message.ConsentKind.Pledge, rules.PledgeNoticeVersion),
                Consent(Message.ConsentKind.Location, rules.LocationNoticeVersion),
            ],
            programme.Contact.MinimumAppVersion.ToString(), rules.MinimumIos.ToString(), rules.MinimumAndroid.ToString(),
            Domain.Limits.Companions, wall);

        Message.ConsentText Consent(Message.ConsentKind kind, int version) =>
            new(kind, version, words.Say(RegistrationTexts.HeadingOf(kind)), words.Say(RegistrationTexts.TextOf(kind)));
    }

    /// <summary>A registration as its phone shows it.</summary>
    public static Message.RegistrationStatus Status(
        EntrantId person, RegistrationView view, PersonDetails details, Programme programme, RegistrationWords words)
    {
        var state = view.IsConfirmed ? Message.RegistrationProgress.Confirmed
            : view.LandedAt is null ? Message.RegistrationProgress.Waiting
            : Message.RegistrationProgress.Unconfirmed;
        var texts = new List<Message.HomeText>
        {
            words.Line(state switch
            {
                Message.RegistrationProgress.Confirmed => RegistrationTexts.Confirmed,
                Message.RegistrationProgress.Waiting => RegistrationTexts.Waiting,
                Message.RegistrationProgress.Unconfirmed or _ => RegistrationTexts.Compare,
            }),
        };
        if (view.IsLookedAt)
        {
            texts.Add(words.Line(StayTexts.UnconfirmedContact, ("contact", programme.Registration.DetailsContact)));
        }

        if (view.OtherPhone is { IsOverdue: false } other)
        {
            texts.Add(words.Line(
                RegistrationTexts.OtherPhoneUntil, ("date", programme.Zone.DateAt(other.Until)),
                ("time", programme.Zone.TimeAt(other.Until))));
        }
        else if (view.OtherPhone is not null)
        {
            texts.Add(words.Line(RegistrationTexts.OtherPhone));
        }

        return new(
            person.ToString(), programme.Version.Id.Value, state,
            view.Mode == PhoneMode.Normal ? Message.PhoneMode.Normal : Message.PhoneMode.HealthMonitoring,
            new(
                details.PassportNumber, details.BirthDate, details.Surname, details.GivenName,
                details.IssuingState.Length == 0 ? null : details.IssuingState),
            [.. view.Companions.Select(companion => companion.ToString())], view.OtherPhone?.Until,
            programme.Registration.DetailsContact, programme.Registration.AppContact, texts);
    }

    /// <summary>The number that a phone drew for a companion; <c>null</c> if it is none.</summary>
    public static ulong? Number(string text) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static ImmutableArray<Consent> Consents(IReadOnlyList<Message.ConsentGiven> given) =>
        [.. given.Select(consent => new Consent((ConsentKind)consent.Kind, consent.Version, consent.At))];

    private static PhoneFaults Denied(Message.PermissionsGiven given) =>
        (given.Notifications ? PhoneFaults.None : PhoneFaults.NotificationsDenied)
        | (given.Microphone ? PhoneFaults.None : PhoneFaults.MicrophoneDenied)
        | (given.Camera ? PhoneFaults.None : PhoneFaults.CameraDenied)
        | (given.Location ? PhoneFaults.None : PhoneFaults.LocationDenied);

    private static TypedDate Date(Message.TypedDate typed) => new(typed.Year, typed.Month, typed.Day);
}
