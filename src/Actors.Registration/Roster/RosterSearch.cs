using System.Collections.Immutable;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Lookup;

namespace Actors.Registration.Roster;

/// <summary>
/// Finds rows of the roster for staff. Rows are found by blind index; what is shown of them is opened through the access log.
/// </summary>
public sealed class RosterSearch(RosterTable table, PrivilegedReader reader)
{
    /// <summary>The fields that identify a traveller.</summary>
    private static readonly SealPurpose[] Identity =
        [SealPurpose.PassportNumber, SealPurpose.BirthDate, SealPurpose.Surname, SealPurpose.GivenName];

    /// <summary>The fields that say how to reach a traveller.</summary>
    private static readonly SealPurpose[] Contact =
        [SealPurpose.Nationality, SealPurpose.Email, SealPurpose.Phone, SealPurpose.Address];

    /// <summary>Finds rows by passport, as an officer reads or scans it.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="number">The number of the passport.</param>
    /// <param name="birthDate">The date of birth; <c>null</c> if only the number is at hand.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<RosterRow>> FindAsync(
        ProgrammeId programme, PassportNumber number, BirthDate? birthDate, CancellationToken cancellationToken = default) =>
        table.FindAsync(
            programme,
            [birthDate is { } birth ? BlindTerm.Passport(number, birth) : BlindTerm.Passport(number)],
            cancellationToken);

    /// <summary>Opens all of a row, for a member of staff.</summary>
    /// <exception cref="AccessLogUnavailableException">The access could not be logged; nothing was opened.</exception>
    public async Task<RosterEntry> OpenAsync(
        RosterRow row, AccessActor actor, AccessReason reason, CancellationToken cancellationToken = default)
    {
        using var read = await reader.OpenAsync(new(actor, row.Row, [.. Identity, .. Contact], reason), cancellationToken);
        return new(OpenDetails(row, read), row.Arrival)
        {
            Nationality = Open(row.Nationality, SealPurpose.Nationality) is { } state ? StateCode.Parse(state) : null,
            Airport = row.Airport,
            Flight = row.Flight,
            Language = row.Language,
            Email = Open(row.Email, SealPurpose.Email),
            Phone = Open(row.Phone, SealPurpose.Phone),
            PlaceOfStay = Open(row.Address, SealPurpose.Address),
        };

        string? Open(Sealed value, SealPurpose purpose) => value.IsEmpty ? null : read.OpenText(value, purpose);
    }

    /// <summary>
    /// Suggests rows that may be a registration with a slip in it, the likeliest first (SPEC E3). Each row whose details are
    /// compared is in the access log.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="wanted">What the registration says.</param>
    /// <param name="actor">The member of staff who asks.</param>
    /// <param name="reason">The work item.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AccessLogUnavailableException">An access could not be logged; nothing more was opened.</exception>
    public async Task<ImmutableArray<Suggestion>> SuggestAsync(
        ProgrammeId programme,
        TravellerDetails wanted,
        AccessActor actor,
        AccessReason reason,
        CancellationToken cancellationToken = default)
    {
        var rows = await table.FindAsync(programme, TermsNear(wanted), cancellationToken);
        var candidates = new List<KeyValuePair<RecordId, TravellerDetails>>();
        foreach (var row in rows.OrderByDescending(row => row.Arrival).Take(Limits.OpenedCandidates))
        {
            using var read = await reader.OpenAsync(new(actor, row.Row, Identity, reason), cancellationToken);
            candidates.Add(new(row.Row, OpenDetails(row, read)));
        }

        return Suggestions.Rank(wanted, candidates);
    }

    private static TravellerDetails OpenDetails(RosterRow row, AuditedRead read) => new(
        PassportNumber.Parse(read.OpenText(row.PassportNumber, SealPurpose.PassportNumber)),
        row.IssuingState,
        BirthDate.FromText(read.OpenText(row.BirthDate, SealPurpose.BirthDate)),
        PersonName.Create(
            read.OpenText(row.Surname, SealPurpose.Surname), read.OpenText(row.GivenName, SealPurpose.GivenName))!);

    /// <summary>The passport with any other date of birth, the name with the same or a swapped one, and near numbers.</summary>
    private static IEnumerable<BlindTerm> TermsNear(TravellerDetails wanted)
    {
        yield return BlindTerm.Passport(wanted.Number);
        yield return BlindTerm.Name(wanted.Name, wanted.BirthDate);
        if (wanted.BirthDate.SwapDayAndMonth() is { } swapped)
        {
            yield return BlindTerm.Name(wanted.Name, swapped);
        }

        foreach (var slip in wanted.Number.Slips())
        {
            yield return BlindTerm.Passport(slip, wanted.BirthDate);
        }
    }
}
