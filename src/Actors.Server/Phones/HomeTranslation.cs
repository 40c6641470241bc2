using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Translates what the grain of a person shows into messages.</summary>
internal static class HomeTranslation
{
    /// <summary>The home screen of a person.</summary>
    /// <param name="view">What the grain shows.</param>
    /// <param name="programme">The rules of the stay.</param>
    /// <param name="texts">The texts in the language of the phone.</param>
    public static Message.Home Home(EntrantView view, Programme programme, PhoneTexts texts)
    {
        var zone = programme.Zone;
        var person = view.Person.ToString();
        if (view.Stay is not { } stay)
        {
            return new(person, view.Now, Message.HomeState.None, null, null, null, null, null, null, [], texts.NoStay());
        }

        var state = stay.HasEnded ? Message.HomeState.Ended
            : stay.IsConfirmed ? Message.HomeState.Confirmed
            : Message.HomeState.Unconfirmed;
        var isEndKnown = state != Message.HomeState.Unconfirmed;
        return new(
            person, view.Now, state, isEndKnown ? stay.LastDate : null, isEndKnown ? stay.EndsAt : null, stay.Day, stay.LastDay,
            Checklist(stay.Checklist), Progress(stay.Progress),
            [.. stay.Prompts.Select(prompt => Prompt(prompt, texts, zone))], texts.Home(stay, view.Faults, programme),
            zone.Id);
    }

    /// <summary>A prompt to show.</summary>
    /// <param name="person">The person who is asked.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="occasion">Why it is shown.</param>
    /// <param name="zone">The zone of times in texts.</param>
    /// <param name="texts">The texts in the language of the phone.</param>
    public static Message.PromptMessage Prompt(
        EntrantId person, PromptView prompt, PromptOccasion occasion, ProgrammeZone zone, PhoneTexts texts)
    {
        var isReminder = occasion == PromptOccasion.Reminder;
        return new(
            person.ToString(), Prompt(prompt, texts, zone),
            occasion switch
            {
                PromptOccasion.Reminder => Message.PromptOccasion.Reminder,
                PromptOccasion.Resumed => Message.PromptOccasion.Resumed,
                PromptOccasion.Issued or _ => Message.PromptOccasion.Issued,
            },
            texts.PromptTitle(prompt.Kind, isReminder),
            texts.PromptBody(prompt.Kind, isReminder, zone.TimeAt(prompt.ClosesAt)));
    }

    private static Message.Prompt Prompt(PromptView prompt, PhoneTexts texts, ProgrammeZone zone) => new(
        prompt.Handle,
        prompt.Kind switch
        {
            PromptKind.Health => Message.PromptKind.Health,
            PromptKind.SecondFix => Message.PromptKind.SecondFix,
            PromptKind.Location or _ => Message.PromptKind.Location,
        },
        prompt.IssuedAt, prompt.ClosesAt,
        prompt.Outcome == PromptOutcome.Open ? Message.PromptState.Open : Message.PromptState.Late,
        texts.PromptBody(prompt.Kind, isReminder: false, zone.TimeAt(prompt.ClosesAt)));

    private static Message.Checklist Checklist(Checklist list) => new(
        list.CheckedIn, list.LocationAnswered, list.LocationDue,
        list.Health switch
        {
            HealthItem.NotAsked => Message.HealthItem.NotAsked,
            HealthItem.NotYet => Message.HealthItem.NotYet,
            HealthItem.Open => Message.HealthItem.Open,
            HealthItem.Done => Message.HealthItem.Done,
            HealthItem.Overdue => Message.HealthItem.Overdue,
            HealthItem.Late or _ => Message.HealthItem.Late,
        },
        list.HealthFrom, list.HealthUntil);

    private static Message.Progress Progress(Progress progress) => new(
        progress.FirstDay,
        [
            .. progress.Days.Select(day => day switch
            {
                DayStatus.Complete => Message.DayStatus.Complete,
                DayStatus.Partial => Message.DayStatus.Partial,
                DayStatus.Missed => Message.DayStatus.Missed,
                DayStatus.Excused => Message.DayStatus.Excused,
                DayStatus.Today => Message.DayStatus.Today,
                DayStatus.Ahead or _ => Message.DayStatus.Ahead,
            }),
        ]);
}
