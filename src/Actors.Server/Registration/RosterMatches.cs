using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Notifications.Outbox;
using Actors.Notifications.Texts.Languages;
using Actors.Registration.Matches;
using Actors.Registration.Roster;
using Actors.Storage.Outages;

namespace Actors.Server.Registration;

/// <summary>
/// Answers registrations from the roster (SPEC E3). What the row says of reaching the person goes to the contact book, sealed
/// under the key of the registration.
/// </summary>
internal sealed class RosterMatches(
    Matcher matcher, RosterTable roster, ContactBook contacts, ProgrammeCatalogue programmes, IProgrammeTime time)
    : IRosterMatch
{
    /// <inheritdoc/>
    public async Task<RosterMatch?> FindAsync(RosterQuestion question) => (await FindAllAsync([question]))[0];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RosterMatch?>> FindAllAsync(IReadOnlyList<RosterQuestion> questions)
    {
        var programme = programmes.Newest(questions[0].Programme);
        var matches = await matcher.MatchAllAsync(
            [
                .. questions.Select(question => new MatchSubject(
                    question.Person.Record, question.Details.ToTraveller(),
                    question.LandedAt is { } landedAt ? programme.Zone.DateAt(landedAt) : null)),
            ],
            MatchScope.Of(programme, time.Now));
        var answers = new List<RosterMatch?>(questions.Count);
        foreach (var (question, match) in questions.Zip(matches))
        {
            answers.Add(await AnswerAsync(question, match));
        }

        return answers;
    }

    private async Task<RosterMatch?> AnswerAsync(RosterQuestion question, MatchOutcome match)
    {
        if (match.Row is not { } id)
        {
            return null;
        }

        if (question.Language is { } language)
        {
            if (await roster.ReadAsync(question.Programme, id) is not { } row)
            {
                return null;
            }

            var (person, read) = (question.Person, Language.Match(language));
            await contacts.CopyAsync(person, person.Record, Channel.Sms, new(id, row.Phone), read);
            await contacts.CopyAsync(person, person.Record, Channel.Mail, new(id, row.Email), read);
        }

        return new(id, NameDiffers: match.Doubt != MatchDoubt.None);
    }
}
