using System.Globalization;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Protocol.Messages;
using Actors.Storage.Outages;

namespace Actors.Server.Demo.Enrolment;

/// <summary>A request for a made-up passport, with which a visitor registers as a real person does.</summary>
/// <param name="Programme">
/// The name of the programme; <c>null</c> for <c>japan-2021</c>, or the first one if that is not there.
/// </param>
/// <param name="Language">The tag of the language on the roster; <c>null</c> for one that fits the passport.</param>
internal sealed record TravellerRequest(string? Programme, string? Language)
{
    private const int SeedDigits = 16;

    private static readonly ProgrammeId Usual = ProgrammeId.Parse("japan-2021");

    /// <summary>Puts a traveller on the roster, who lands today.</summary>
    /// <returns>The passport, or the problems of the request by field.</returns>
    public async Task<(TravellerAnswer? Passport, Dictionary<string, string[]> Problems)> CarryOutAsync(
        ProgrammeCatalogue programmes, FictionalRoster roster, IProgrammeTime time, CancellationToken cancellationToken)
    {
        var programme = programmes.Ids.Contains(Usual) ? Usual : programmes.Ids.FirstOrDefault();
        if (Programme is not null && (!ProgrammeId.TryParse(Programme, out programme) || !programmes.Ids.Contains(programme)))
        {
            return (null, Problem("programme", $"There is no such programme. There are: {string.Join(", ", programmes.Ids)}."));
        }

        if (Language is not null && !Notifications.Texts.Languages.Language.TryParse(Language, out _))
        {
            return (null, Problem("language", "There is no such language. Name it by its tag, such as en."));
        }

        var seed = ulong.Parse(
            EntrantId.New().ToString()[..SeedDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var drawn = Traveller.Draw(seed);
        var traveller = drawn with { Phone = null, Language = Language ?? drawn.Language };
        await roster.ExpectAsync(programme, [traveller], time.Now, cancellationToken);
        var born = traveller.BirthDate;
        return (new(
            traveller.PassportNumber, new(born.Year, born.Month, born.Day), traveller.Surname, traveller.GivenName,
            traveller.IssuingState), []);
    }

    private static Dictionary<string, string[]> Problem(string field, string text) => new() { [field] = [text] };
}

/// <summary>A made-up passport whose holder the roster expects.</summary>
/// <param name="PassportNumber">The number.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Surname">The surname.</param>
/// <param name="GivenName">The given names.</param>
/// <param name="IssuingState">The state that issued it.</param>
internal sealed record TravellerAnswer(
    string PassportNumber, TypedDate BirthDate, string Surname, string GivenName, string IssuingState)
{
    /// <summary>Does not contain the passport.</summary>
    public override string ToString() => "a made-up passport";
}
