using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Registration;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Storage.Outages;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>What one phone shows, in its language and in the time zone of each person's stay.</summary>
internal sealed class PhoneScreen(PhoneAudience audience, IProgrammeTime time, PhoneApp app)
{
    private volatile PhoneApp _app = app;

    /// <summary>What the phone said about its app in its newest Hello.</summary>
    public PhoneApp App
    {
        get => _app;
        set => _app = value;
    }

    /// <summary>The texts in the language of the phone.</summary>
    public PhoneTexts Texts => _app.Texts;

    /// <summary>The answer to a Hello.</summary>
    /// <param name="views">What the grains show, the phone's own person first.</param>
    public Message.Welcome Welcome(IReadOnlyList<EntrantView> views) => new(
        ProtocolVersion.Current, time.Now, time.Speed, views[0].Person.ToString(), Texts.Language.Tag, [.. views.Select(Home)]);

    /// <summary>The home screen of a person.</summary>
    public Message.Home Home(EntrantView view)
    {
        var rules = audience.RulesOf(view.Stay?.Programme);
        var home = HomeTranslation.Home(view, rules, Texts);
        var update = Notifications.Texts.Keys.PhoneTexts.Update;
        return PhoneRequirements.Check(_app.Version, _app.Platform, rules) == PhoneStanding.UpdateAsked
            ? home with { Texts = [.. home.Texts, new(update.Value, Texts.Say(update))] }
            : home;
    }

    /// <summary>A prompt for a person.</summary>
    public Message.PromptMessage Prompt(EntrantId person, PromptView prompt, PromptOccasion occasion) =>
        HomeTranslation.Prompt(person, prompt, occasion, audience.RulesOf(person).Zone, Texts);

    /// <summary>The question whether a person is well.</summary>
    public Message.Notice WellBeing(EntrantId person) =>
        new(person.ToString(), Message.NoticeKind.WellBeing, Texts.AskWhetherWell());

    /// <summary>A notice for a person.</summary>
    public Message.Notice Notice(EntrantId person, PhoneNotice notice) => notice switch
    {
        PhoneNotice.OtherPhone => Notice(person, Message.NoticeKind.OtherPhone, RegistrationTexts.OtherPhone),
        PhoneNotice.Settings => Notice(person, Message.NoticeKind.Settings, InspectionTexts.ReminderBody),
        PhoneNotice.Registration or _ => Notice(person, Message.NoticeKind.Registration, RegistrationTexts.Changed),
    };

    /// <summary>The tests of an officer at the airport.</summary>
    public Message.PhoneTests Tests(int number) => new(number, Texts.Say(InspectionTexts.Testing));

    /// <summary>A call.</summary>
    public Message.VideoCall Call(CallView view) =>
        CallTranslation.Call(view, audience.RulesOf(view.Programme).Zone, time.Speed, Texts);

    /// <summary>Feedback on one picture of a call.</summary>
    public Message.CallFeedback Feedback(PictureFeedback feedback) => CallTranslation.Feedback(feedback, Texts);

    /// <summary>The text of a refusal, with the limits of that person's stay.</summary>
    public string Refusal(EntrantId person, Refusal refusal) => Texts.Of(refusal, audience.RulesOf(person));

    private Message.Notice Notice(EntrantId person, Message.NoticeKind kind, TextKey text) =>
        new(person.ToString(), kind, Texts.Say(text));
}
