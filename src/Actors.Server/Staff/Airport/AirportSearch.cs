using System.Globalization;
using System.Text.RegularExpressions;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Privacy.Lookup;
using Actors.Registration.Roster;
using Actors.Server.Edge;
using Actors.Storage.Outages;

namespace Actors.Server.Staff.Airport;

/// <summary>
/// Finds the person in front of an officer: by the code on the phone, the machine-readable zone, the number of the passport, or
/// the name with the date of birth. Everything is compared by keyed hashes; nothing is opened.
/// </summary>
internal sealed partial class AirportSearch(
    RecordDirectory directory, RosterTable roster, IChannelKeys keys, IGrainFactory grains, ProgrammeCatalogue programmes,
    IProgrammeTime time, TimeProvider wall)
{
    /// <summary>The most people that are shown: more are a slip of the keyboard.</summary>
    private const int MaxPeople = 6;

    private const string NotUnderstood = "Scan the QR code on the phone or the machine-readable zone, or type the number of the "
        + "passport, or the name and the date of birth: LEE MINHO 1990-04-30.";

    /// <summary>Finds people among the registrations of the programmes for which the officer works.</summary>
    /// <param name="text">What was scanned or typed.</param>
    /// <param name="staff">The officer.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<AirportFinding> FindAsync(string text, StaffIdentity staff, CancellationToken cancellationToken)
    {
        var typed = text.Trim();
        if (InspectionCode.IsMeant(typed))
        {
            return InspectionCode.TryRead(keys, typed, wall.GetUtcNow(), out var person)
                && await ResolveAsync(person, staff) is { } found
                ? new([found], null)
                : new([], "This code has expired, or is not of this system. Ask the person to show the code again.");
        }

        var (terms, problem) = TermsOf(typed);
        var people = new List<EntrantId>();
        foreach (var term in terms.TakeWhile(_ => people.Count == 0))
        {
            foreach (var record in await directory.FindAsync(term, cancellationToken))
            {
                if (people.Count < MaxPeople && await ResolveAsync(new(record), staff) is { } found && !people.Contains(found))
                {
                    people.Add(found);
                }
            }
        }

        return people.Count > 0 || terms.Count == 0
            ? new(people, people.Count > 0 ? null : problem)
            : new([], problem ?? await ExplainAsync(terms, staff, cancellationToken));
    }

    /// <summary>
    /// The person who answers, if the record is a registration that the officer may see: the carer of a companion, and of another
    /// phone the registration for which it asks.
    /// </summary>
    public async Task<EntrantId?> ResolveAsync(EntrantId person, StaffIdentity staff) =>
        await grains.GetGrain<IRegistrationGrain>(person.ToString()).ReadAsync() is { } view
        && staff.WorksFor(view.Programme.Id)
            ? view.Carer ?? view.Other ?? person
            : null;

    private (List<BlindTerm> Terms, string? Problem) TermsOf(string typed)
    {
        var today = DateOnly.FromDateTime(time.Now.UtcDateTime);
        if (typed.Contains('<', StringComparison.Ordinal))
        {
            var zone = Mrz.Read(typed, today);
            return zone.Number is not { } read
                ? ([], "The machine-readable zone cannot be read. Scan both lines again, or type the number of the passport.")
                : zone.BirthDate.IsWhole ? ([BlindTerm.Passport(read, zone.BirthDate), BlindTerm.Passport(read)], null)
                : ([BlindTerm.Passport(read)], null);
        }

        if (NameAndDate().Match(typed) is { Success: true } match
            && DateOnly.TryParse(match.Groups["date"].Value, CultureInfo.InvariantCulture, out var birth))
        {
            var words = match.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return PersonName.Create(words[0], string.Join(' ', words[1..])) is { } name
                ? ([BlindTerm.Name(name, BirthDate.From(birth))], null)
                : ([], NotUnderstood);
        }

        return PassportNumber.TryParse(typed, out var number) && typed.Any(char.IsAsciiDigit)
            ? ([BlindTerm.Passport(number)], null)
            : ([], NotUnderstood);
    }

    /// <summary>Says whether the roster expects a person who has not registered.</summary>
    private async Task<string> ExplainAsync(List<BlindTerm> terms, StaffIdentity staff, CancellationToken cancellationToken)
    {
        foreach (var programme in programmes.Ids.Where(staff.WorksFor))
        {
            if (await roster.FindAsync(programme, terms, cancellationToken) is [var row, ..])
            {
                var flight = row.Flight is { } number ? $" with flight {number}" : "";
                return $"Expected on {row.Arrival:yyyy-MM-dd}{flight}, and not registered yet. Let the person scan the QR code "
                    + $"of the programme: /enter/{programme}";
            }
        }

        return "No person has registered with this, and the roster does not expect it. Check it letter by letter, or let the "
            + "person register now.";
    }

    [GeneratedRegex(@"^(?<name>\D*\p{L}\D*)\s+(?<date>\d{4}-\d{2}-\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex NameAndDate();
}

/// <summary>What was found.</summary>
/// <param name="People">The people who answer, each once.</param>
/// <param name="Problem">What is wrong, and what to do, if there are none.</param>
internal sealed record AirportFinding(IReadOnlyList<EntrantId> People, string? Problem);
