using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Privacy.Access;
using Actors.Registration.Roster;
using Actors.Storage.Outages;

namespace Actors.Server.Staff.Airport;

/// <summary>
/// What the page shows of a person. Details are opened through the access log; the checklist alone opens nothing, so the page
/// asks for it as often as it likes.
/// </summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names all that stands on the page, and only translates.")]
internal sealed class AirportCases(
    IGrainFactory grains, PrivilegedReader reader, RosterTable roster, ProgrammeCatalogue programmes, Catalogue catalogue,
    IProgrammeTime time)
{
    private static readonly SealPurpose[] Details =
    [
        SealPurpose.PassportNumber, SealPurpose.BirthDate, SealPurpose.Surname, SealPurpose.GivenName,
        SealedDetails.IssuingStatePurpose,
    ];

    private static readonly SealPurpose[] DetailsAndRental = [.. Details, RentalPhone.ContractPurpose];

    /// <summary>
    /// Opens the details of a person and the companions for an officer; <c>null</c> if the person has not registered.
    /// </summary>
    public async Task<AirportCase?> OpenAsync(EntrantId person, AccessActor actor, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IInspectionGrain>(person.ToString()).ReadAsync() is not { } view)
        {
            return null;
        }

        var people = new List<AirportPerson>();
        foreach (var one in view.Companions.Prepend(new(person, view.IsConfirmed, view.NameDiffers)))
        {
            if (await grains.GetGrain<IRegistrationGrain>(one.Person.ToString()).ReadSealedAsync() is not { } secret)
            {
                continue;
            }

            var isFirst = one.Person == person;
            var what = isFirst && view.Rental is not null ? DetailsAndRental : Details;
            using var read = await reader.OpenAsync(
                new(actor, one.Person.Record, what, new(AccessReasonCode.Inspection, $"inspection:{person}")), cancellationToken);
            people.Add(new(
                one.Person.ToString(), read.OpenText(secret.PassportNumber, SealPurpose.PassportNumber),
                read.OpenText(secret.BirthDate, SealPurpose.BirthDate), read.OpenText(secret.Surname, SealPurpose.Surname),
                read.OpenText(secret.GivenName, SealPurpose.GivenName),
                read.OpenText(secret.IssuingState, SealedDetails.IssuingStatePurpose), one.IsConfirmed, one.NameDiffers,
                isFirst && view.Rental is { } rental ? read.OpenText(rental.Contract, RentalPhone.ContractPurpose) : null));
        }

        return new(people, await StatusAsync(view, cancellationToken));
    }

    /// <summary>The checklist and what stands around it; <c>null</c> if the person has not registered.</summary>
    public async Task<AirportStatus?> ReadAsync(EntrantId person, CancellationToken cancellationToken) =>
        await grains.GetGrain<IInspectionGrain>(person.ToString()).ReadAsync() is { } view
            ? await StatusAsync(view, cancellationToken)
            : null;

    /// <summary>
    /// When the person landed, by what the officer typed and what the roster says; <c>null</c> if it is not known.
    /// </summary>
    public async Task<DateTimeOffset?> FindLandingAsync(
        EntrantId person, TimeOnly? typed, CancellationToken cancellationToken) =>
        await grains.GetGrain<IInspectionGrain>(person.ToString()).ReadAsync() is not { } view ? null
        : Landing.Find(
            typed, (await FindRowAsync(view, cancellationToken))?.Arrival, programmes.Newest(view.Programme.Id), time.Now);

    private async Task<RosterRow?> FindRowAsync(InspectionView view, CancellationToken cancellationToken) =>
        view.Row is { } row ? await roster.ReadAsync(view.Programme.Id, row, cancellationToken) : null;

    private async Task<AirportStatus> StatusAsync(InspectionView view, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(view, cancellationToken);
        var programme = programmes.Newest(view.Programme.Id);
        var landing = view.LandedAt ?? Landing.Find(null, row?.Arrival, programme, time.Now);
        var language = Language.Match(view.Language);
        return new(
            view.Person.ToString(), programme.Name, [.. view.Checklist.Select(line => Line(line, language))],
            view.MayPass, view.HasStayEnded, view.Passing is { } passing ? Local(passing.At, programme) : null,
            view.LandedAt is not null, landing is { } at ? Local(at, programme) : null, row?.Flight,
            row?.Arrival.ToString("O", CultureInfo.InvariantCulture), language.Tag,
            catalogue.Format(language, AppTexts.LanguageName), Hints(view.Phone),
            view.Rental is { } rental
                ? new(rental.Vendor, rental.ReturnBy.ToString("O", CultureInfo.InvariantCulture))
                : null,
            view.OtherPhone is not null);
    }

    private AirportLine Line(CheckLine line, Language language)
    {
        var fix = FixOf(line);
        return new(
            AirportWords.NameOf(line.Item), AirportWords.LabelOf(line.Item), line.IsRequired,
            InspectionChecklist.IsByHand(line.Item),
            AirportWords.NameOf(line.Standing), AirportWords.HintOf(line),
            fix is null ? null : catalogue.Format(Language.English, fix.Value),
            fix is null || language == Language.English ? null : catalogue.Format(language, fix.Value));
    }

    /// <summary>What the person does about it; <c>null</c> if the officer is to do something first.</summary>
    private static TextKey? FixOf(CheckLine line) => line switch
    {
        { Standing: not CheckStanding.Missing } or { Problem: CheckProblem.None or CheckProblem.NotTested } => null,
        { Problem: CheckProblem.NotShown } => InspectionTexts.FixOf(line.Item),
        { Problem: CheckProblem.NotConnected } => InspectionTexts.FixOf(CheckProblem.NoAnswer),
        _ => InspectionTexts.FixOf(line.Problem),
    };

    private static IReadOnlyList<string> Hints(PhoneFaults? phone) => phone is not { } faults ? [] :
    [
        .. faults.HasFlag(PhoneFaults.Silent) ? ["The phone is silent"] : Array.Empty<string>(),
        .. faults.HasFlag(PhoneFaults.BatterySaver) ? ["Battery saver is on"] : Array.Empty<string>(),
        .. faults.HasFlag(PhoneFaults.NoPush) ? ["No push subscription"] : Array.Empty<string>(),
    ];

    private static string Local(DateTimeOffset at, Programme programme) => string.Create(
        CultureInfo.InvariantCulture, $"{programme.Zone.DateAt(at):yyyy-MM-dd} {programme.Zone.TimeAt(at):HH:mm}");
}
