using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Outbox;

/// <summary>
/// Writes the text of a message when it is sent: in the language that the person reads now, and only if it is still of use.
/// </summary>
internal sealed class MessageWriter(
    IGrainFactory grains, ProgrammeCatalogue programmes, Catalogue catalogue, IOptions<MessengerOptions> options)
{
    private static readonly TimeSpan NoticeBefore = TimeSpan.FromMinutes(1);

    private string Link => options.Value.Link ?? "";

    /// <summary>Writes a message for a channel; <c>null</c> if it is of no use any more.</summary>
    public async Task<MessageText?> WriteAsync(OutboxMessage message, Language language, Channel channel)
    {
        return message.Kind switch
        {
            MessageKind.Prompt or MessageKind.Reminder => await WritePromptAsync(message, language, channel),
            MessageKind.WellBeing => new(
                Text(UnreachableTexts.Title), Text(UnreachableTexts.Body),
                channel == Channel.Sms ? catalogue.Format(language, UnreachableTexts.Sms, ("link", Link)) : null),
            MessageKind.CallNotice => new(
                Text(CallTexts.NoticeTitle),
                catalogue.Format(language, CallTexts.NoticeBody, ("minutes", (long)NoticeBefore.TotalMinutes))),
            MessageKind.CallRing => new(Text(CallTexts.RingTitle), Text(CallTexts.RingBody)),
            MessageKind.PushTest => new(Text(InspectionTexts.PushTitle), Text(InspectionTexts.PushBody)),
            MessageKind.SettingReminder => new(
                Text(InspectionTexts.ReminderTitle), Text(InspectionTexts.ReminderBody),
                catalogue.Format(language, InspectionTexts.ReminderSms)),
            MessageKind.Text or _ =>
                throw new ArgumentOutOfRangeException(nameof(message), message.Kind, "Its text is not written here."),
        };

        string Text(TextKey key) => catalogue.Format(language, key);
    }

    private async Task<MessageText?> WritePromptAsync(OutboxMessage message, Language language, Channel channel)
    {
        if (message.About is not { } about || !PromptNumber.TryFrom(message.Subject, out var number)
            || await grains.GetGrain<IEntrantGrain>(about.ToString()).ReadOpenPromptAsync(number) is not { } prompt
            || (prompt.IsDelivered && message.Kind == MessageKind.Prompt))
        {
            return null;
        }

        var until = programmes.Get(prompt.Programme).Zone.TimeAt(prompt.ClosesAt);
        var isReminder = message.Kind == MessageKind.Reminder;
        var (title, body, sms) = (prompt.Kind == PromptKind.Health, isReminder) switch
        {
            (true, false) => (HealthTexts.PromptTitle, HealthTexts.PromptBody, HealthTexts.PromptSms),
            (true, true) => (HealthTexts.PromptReminderTitle, HealthTexts.PromptReminderBody, HealthTexts.PromptSms),
            (false, false) => (LocationTexts.Title, LocationTexts.Body, LocationTexts.Sms),
            (false, true) => (LocationTexts.ReminderTitle, LocationTexts.ReminderBody, LocationTexts.Sms),
        };
        return new(
            catalogue.Format(language, title), catalogue.Format(language, body, ("until", until)),
            channel == Channel.Sms ? catalogue.Format(language, sms, ("until", until), ("link", Link)) : null);
    }
}
