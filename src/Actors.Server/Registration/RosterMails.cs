using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Registration;
using Actors.Notifications.Outbox;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Registration.Roster;
using Actors.Storage.Outages;
using Microsoft.Extensions.Options;

namespace Actors.Server.Registration;

/// <summary>Writes to the e-mail addresses of the roster.</summary>
internal sealed class RosterMails(
    RosterTable roster, Messenger messenger, Catalogue catalogue, ProgrammeCatalogue programmes, IProgrammeTime time,
    IOptions<RegistrationOptions> options) : IRegistrationMail
{
    private const int RowsAtOnce = 100;
    private static readonly TimeSpan ReminderValidity = TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public async Task SendCodeAsync(RecordId row, TakeoverMail mail)
    {
        var programme = programmes.Newest(mail.Programme);
        if (await roster.ReadAsync(mail.Programme, row) is { } expected)
        {
            await SendAsync(
                expected, MessageId.Of($"takeover-code/{mail.Person}/{mail.Until:O}"), Lane.Calls,
                Language.Match(mail.Language), RegistrationTexts.CodeTitle, RegistrationTexts.CodeBody,
                programme.Registration.TakeoverWait, ("code", mail.Code), ("date", programme.Zone.DateAt(mail.Until)),
                ("time", programme.Zone.TimeAt(mail.Until)));
        }
    }

    /// <summary>
    /// Asks people who should have landed by now, and whom no registration fits, to register or to compare their details (SPEC
    /// E3): once each, from the day on which the screen of others says whom to write to. May be repeated, and run on several
    /// servers. Without a public address (<see cref="RegistrationOptions.PublicAddress"/>) there is no link to send.
    /// </summary>
    public async Task RemindAsync(CancellationToken cancellationToken)
    {
        foreach (var id in options.Value.PublicAddress is null ? [] : programmes.Ids)
        {
            var programme = programmes.Newest(id);
            var today = programme.Zone.DateAt(time.Now);
            var (from, to) = (today.AddDays(-programme.Days.LastDay), today.AddDays(-programme.Registration.ContactFromDay));
            while (await roster.ListUnremindedAsync(id, from, to, RowsAtOnce, cancellationToken) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                {
                    await SendAsync(
                        row, MessageId.Of($"registration-missing/{row.Row}"), Lane.News, Language.Match(row.Language ?? ""),
                        RegistrationTexts.MissingTitle, RegistrationTexts.MissingBody, ReminderValidity, ("date", row.Arrival),
                        ("link", options.Value.LinkOf(programme, null)),
                        ("contact", programme.Registration.DetailsContact));
                }

                await roster.MarkRemindedAsync(rows, cancellationToken);
            }
        }
    }

    private Task SendAsync(
        RosterRow row, MessageId id, Lane lane, Language language, TextKey title, TextKey body, TimeSpan validity,
        params ReadOnlySpan<(string Name, TextArgument Value)> arguments)
    {
        var text = new AddressedText(
            Channel.Mail, "", language.Tag, catalogue.Format(language, title), catalogue.Format(language, body, arguments));
        return messenger.SendTextAsync(id, lane, new SealedContent(row.Row, row.Email), text, validity);
    }
}
