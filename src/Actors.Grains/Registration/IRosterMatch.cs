using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;

namespace Actors.Grains.Registration;

/// <summary>What registrations need of the roster.</summary>
public interface IRosterMatch
{
    /// <summary>
    /// Finds the row that the registration belongs to, and remembers what it asked: when the roster changes so that the answer
    /// is another, it calls <see cref="IRegistrationGrain.MatchAgainAsync"/>. May be repeated.
    /// </summary>
    /// <returns><c>null</c> if there is none.</returns>
    Task<RosterMatch?> FindAsync(RosterQuestion question);

    /// <summary>Answers many questions at once, about one programme.</summary>
    /// <param name="questions">At most <see cref="Domain.Limits.RecordBatch"/> questions.</param>
    /// <returns>The answers, in the same order.</returns>
    async Task<IReadOnlyList<RosterMatch?>> FindAllAsync(IReadOnlyList<RosterQuestion> questions)
    {
        var answers = new List<RosterMatch?>(questions.Count);
        foreach (var question in questions)
        {
            answers.Add(await FindAsync(question));
        }

        return answers;
    }
}

/// <summary>What a registration asks the roster.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Person">The person.</param>
/// <param name="Details">The details.</param>
/// <param name="LandedAt">When the person landed; <c>null</c> before.</param>
/// <param name="Language">
/// The language in which messages reach the person at the number and address of the row; <c>null</c> for a companion, who gets
/// none.
/// </param>
public sealed record RosterQuestion(
    ProgrammeId Programme, EntrantId Person, PersonDetails Details, DateTimeOffset? LandedAt, string? Language);

/// <summary>A row of the roster that fits a registration.</summary>
/// <param name="Row">The record of the row.</param>
/// <param name="NameDiffers">Whether the name differs, which staff look at.</param>
[GenerateSerializer, Immutable, Alias("registration.roster-match")]
public sealed record RosterMatch([property: Id(0)] RecordId Row, [property: Id(1)] bool NameDiffers);

/// <summary>Mails what registrations have to say.</summary>
public interface IRegistrationMail
{
    /// <summary>Mails the code by which another phone takes a registration over. May be repeated for the same code.</summary>
    /// <param name="row">The row of the roster, which has the address.</param>
    /// <param name="mail">What is mailed.</param>
    Task SendCodeAsync(RecordId row, TakeoverMail mail);
}

/// <summary>A mail with a code.</summary>
/// <param name="Person">The person.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Code">The code, eight digits.</param>
/// <param name="Until">Until when it is good.</param>
public sealed record TakeoverMail(
    EntrantId Person, ProgrammeId Programme, string Language, string Code, DateTimeOffset Until)
{
    /// <summary>Does not contain the code.</summary>
    public override string ToString() => Person.ToString();
}

/// <summary>Signs phones out.</summary>
public interface IPhoneSignOut
{
    /// <summary>Revokes all tokens of a person, and closes the connections. May be repeated.</summary>
    Task SignOutAsync(EntrantId person);
}
