using System.Text;
using Actors.Client.Simulated;
using Actors.Domain.Programmes;
using Actors.Registration.Matches;
using Actors.Registration.Roster;

namespace Actors.Server.Demo.Enrolment;

/// <summary>Puts fictional travellers on the roster, by the import that reads the files of real ones.</summary>
internal sealed class FictionalRoster(
    RosterImport import, ProgrammeCatalogue programmes, [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>Imports travellers. May be repeated.</summary>
    /// <param name="id">The programme.</param>
    /// <param name="travellers">The travellers.</param>
    /// <param name="landedAt">When they land, or landed.</param>
    /// <param name="cancellationToken">Cancels it; some may be on the roster by then.</param>
    public async Task ExpectAsync(
        ProgrammeId id, IEnumerable<Traveller> travellers, DateTimeOffset landedAt, CancellationToken cancellationToken)
    {
        var programme = programmes.Newest(id);
        var arrival = programme.Zone.DateAt(landedAt);
        var file = Traveller.WriteRoster(travellers.Select(traveller => (traveller, arrival)));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var report = await import.RunAsync(
            stream, new(MatchScope.Of(programme, clock.GetUtcNow()), PhoneRegion: null), null, cancellationToken);
        if (report.Findings is [var finding, ..])
        {
            throw new InvalidOperationException(
                $"The roster of fictional people has a wrong {finding.Field} in line {finding.Line}: {finding.Reason}");
        }
    }
}
