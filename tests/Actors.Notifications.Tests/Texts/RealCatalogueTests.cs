using Actors.Notifications.Sms;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;

namespace Actors.Notifications.Tests.Texts;

/// <summary>What the texts that are shipped must fulfil beyond what every catalogue must.</summary>
public class RealCatalogueTests
{
    /// <summary>Characters; phones cut longer ones.</summary>
    private const int LongestTitle = 50;
    private const int LongestBody = 160;

    /// <summary>Characters that are read without scrolling.</summary>
    private const int LongestMail = 500;

    /// <summary>Each segment is charged.</summary>
    private const int MaxSegments = 3;

    private static readonly Catalogue Texts = Catalogue.Default;

    private static readonly TextKey[] PushTitles =
    [
        LocationTexts.Title, LocationTexts.ReminderTitle, HealthTexts.PromptTitle, HealthTexts.PromptReminderTitle,
        HealthTexts.ContactTitle, UnreachableTexts.Title, PhoneTexts.Title, CallTexts.NoticeTitle, CallTexts.RingTitle,
        CallTexts.WaitingTitle, CallTexts.CheckingTitle, CallTexts.QueuedTitle, CallTexts.PassedTitle, CallTexts.StaffTitle,
        CallTexts.EndedTitle, InspectionTexts.PushTitle, InspectionTexts.ReminderTitle,
    ];

    private static readonly TextKey[] PushBodies =
    [
        LocationTexts.Body, LocationTexts.ReminderBody, LocationTexts.SecondFix, LocationTexts.Unusable, HealthTexts.PromptBody,
        HealthTexts.PromptReminderBody, HealthTexts.ContactBody, UnreachableTexts.Body, PhoneTexts.Location, PhoneTexts.Camera,
        PhoneTexts.Microphone, PhoneTexts.Notifications, PhoneTexts.Silent, PhoneTexts.BatterySaver, PhoneTexts.Update,
        PhoneTexts.TooOld, CallTexts.NoticeBody, CallTexts.RingBody, CallTexts.LocationOff, CallTexts.Retry, CallTexts.CallBack,
        CallTexts.OurTrouble, CallTexts.RingAgain, CallTexts.StaffCall, CheckInTexts.NotYet, CheckInTexts.NewPlace,
        StayTexts.Over, StayTexts.UnconfirmedContact, InspectionTexts.PushBody, InspectionTexts.ReminderBody,
    ];

    private static readonly TextKey[] ShortMessages =
        [LocationTexts.Sms, HealthTexts.PromptSms, UnreachableTexts.Sms, InspectionTexts.ReminderSms];

    private static readonly TextKey[] MailTitles = [RegistrationTexts.CodeTitle, RegistrationTexts.MissingTitle];

    private static readonly TextKey[] MailBodies = [RegistrationTexts.CodeBody, RegistrationTexts.MissingBody];

    /// <summary>Values as long as they come.</summary>
    private static readonly Dictionary<string, TextArgument> Longest = new()
    {
        ["from"] = new TimeOnly(11, 0),
        ["until"] = new TimeOnly(20, 55),
        ["time"] = new TimeOnly(20, 55),
        ["date"] = new DateOnly(2021, 12, 25),
        ["link"] = "https://entry.health.example/a/0123456789",
        ["contact"] = "followup@centre.example.org",
        ["details"] = "details@centre.example.org",
        ["code"] = "12345678",
        ["centre"] = "Setagaya Public Health Center",
        ["phone"] = "+81 3-0000-0000",
        ["day"] = 14,
        ["last"] = 14,
        ["days"] = 14,
        ["minutes"] = 14,
        ["place"] = 14,
        ["step"] = 6,
        ["number"] = 6,
        ["count"] = 6,
        ["part"] = "the passport number",
        ["line"] = 2,
        ["first"] = "O",
        ["second"] = "0",
        ["metres"] = 999,
        ["min"] = -180,
        ["max"] = 1_000,
        ["name"] = "ANNA MARIA TESTER",
        ["ios"] = "13.5",
        ["android"] = "6.0",
        ["entry"] = "Monday, 25 December 2021",
        ["left"] = "in 59 min.",
        ["answered"] = 5,
        ["due"] = 5,
    };

    public static TheoryData<string> Tags => [.. Language.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_text_can_be_written(string tag) =>
        Assert.All(Texts.Keys, key =>
        {
            var text = Write(Language.Parse(tag), key);
            Assert.DoesNotContain(text, character => character is '{' or '}' or '#');
        });

    [Theory]
    [MemberData(nameof(Tags))]
    public void Titles_fit_on_a_lock_screen(string tag) => HoldLength(tag, PushTitles, LongestTitle, text => text.Length);

    [Theory]
    [MemberData(nameof(Tags))]
    public void Bodies_fit_on_a_lock_screen(string tag) => HoldLength(tag, PushBodies, LongestBody, text => text.Length);

    [Theory]
    [MemberData(nameof(Tags))]
    public void Mails_stay_short(string tag)
    {
        HoldLength(tag, MailTitles, LongestTitle, text => text.Length);
        HoldLength(tag, MailBodies, LongestMail, text => text.Length);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Short_messages_stay_short(string tag) => HoldLength(tag, ShortMessages, MaxSegments, SmsText.Segments);

    [Fact]
    public void Every_title_body_and_short_message_is_held_to_its_length()
    {
        var held = PushTitles.Concat(PushBodies).Concat(ShortMessages).Concat(MailTitles).Concat(MailBodies).ToHashSet();
        string[] endings = ["title", "body", "sms"];

        Assert.All(
            Texts.Keys.Where(key => endings.Contains(key.Value.Split('.', '-')[^1])),
            key => Assert.Contains(key, held));
    }

    [Fact]
    public void The_files_have_their_keys_in_the_same_order() =>
        Assert.All(Language.All, language =>
            Assert.Equal(Texts.Patterns(Language.English).Keys, Texts.Patterns(language).Keys));

    /// <summary>Browsers would write <c>#</c> in digits of their own for some languages.</summary>
    [Fact]
    public void Numbers_inside_of_plurals_are_named() =>
        Assert.All(Language.All, language => Assert.All(
            Texts.Patterns(language).Values, text => Assert.DoesNotContain('#', text)));

    /// <summary>Numbers are values of the programme and come as arguments.</summary>
    [Theory]
    [MemberData(nameof(Tags))]
    public void No_text_has_a_number_of_its_own(string tag) =>
        Assert.All(Texts.Keys, key => Assert.DoesNotContain(
            Texts.PatternOf(Language.Parse(tag), key).AllParts.OfType<LiteralPart>(),
            part => part.Literal.Any(char.IsDigit)));

    [Theory]
    [InlineData("ja")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void East_Asian_texts_have_wide_punctuation(string tag) =>
        Assert.All(Texts.Keys, key => Assert.DoesNotContain(
            Texts.PatternOf(Language.Parse(tag), key).AllParts.OfType<LiteralPart>(),
            part => part.Literal.Any(character => character is ',' or '.' or '!' or '?' or ':' or '(' or ')')));

    /// <summary>The manual names what stands on the screens as it stands there.</summary>
    [Theory]
    [InlineData("register", "app.register")]
    [InlineData("again", "app.more")]
    [InlineData("details", "app.more", "settings.details", "settings.details-right")]
    [InlineData("check-in", "action.check-in", "check-in.place-label")]
    [InlineData("location", "action.report-location")]
    [InlineData("health", "action.report-health")]
    [InlineData("calls", "call.page.answer")]
    [InlineData("call-help", "call.page.ask-person", "app.call-me", "call.page.decline")]
    [InlineData("messages", "app.messages")]
    [InlineData("record", "app.record", "prompt.fate.answered", "prompt.fate.late", "prompt.fate.excused", "prompt.fate.missed")]
    [InlineData("after", "app.more")]
    [InlineData("contacts", "app.call-me", "call.page.ask-person")]
    public void The_manual_names_buttons_as_they_are(string page, params string[] keys) =>
        Assert.All(Language.All, language => Assert.All(keys, key =>
            Assert.Contains(TextOf(language, key), TextOf(language, $"manual.{page}.text"), StringComparison.Ordinal)));

    /// <summary>A text that stands in English was forgotten; Tagalog uses the centre's English name.</summary>
    [Fact]
    public void No_text_was_left_in_English()
    {
        var same = from language in Language.All
                   where language != Language.English
                   from key in Texts.Keys
                   where Texts.Patterns(language)[key.Value] == Texts.Patterns(Language.English)[key.Value]
                   select (language, key);

        Assert.Equal([(Language.Spanish, new TextKey("app.no")), (Language.Tagalog, AppTexts.CentreName)], same);
    }

    private static string TextOf(Language language, string key) => Write(language, new TextKey(key));

    private static string Write(Language language, TextKey key) => Texts.Format(language, key, TextArguments.Of(
        [.. Texts.PatternOf(language, key).Placeholders.Distinct().Select(name => (name, Longest[name]))]));

    private static void HoldLength(string tag, TextKey[] keys, int longest, Func<string, int> measure) =>
        Assert.All(keys, key =>
        {
            var text = Write(Language.Parse(tag), key);
            Assert.True(measure(text) <= longest, $"{measure(text)}, {longest} are allowed: {text}");
        });
}
