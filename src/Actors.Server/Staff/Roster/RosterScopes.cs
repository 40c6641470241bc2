using Actors.Domain.Programmes;
using Actors.Registration;
using Actors.Registration.Matches;
using Actors.Registration.Roster;

namespace Actors.Server.Staff.Roster;

/// <summary>
/// Says what an import is to know of a programme: its day, the length of a stay, the country of telephone numbers.
/// </summary>
internal sealed class RosterScopes(
    ProgrammeCatalogue programmes, [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>Whether there is such a programme.</summary>
    public bool Exists(string name, out ProgrammeId programme) =>
        ProgrammeId.TryParse(name, out programme) && programmes.Ids.Contains(programme);

    /// <summary>The programme now.</summary>
    /// <exception cref="KeyNotFoundException">The programme is unknown.</exception>
    public MatchScope Scope(ProgrammeId programme) => MatchScope.Of(programmes.Newest(programme), clock.GetUtcNow());

    /// <summary>The options of an import now.</summary>
    /// <exception cref="KeyNotFoundException">The programme is unknown.</exception>
    public RosterImportOptions Options(ProgrammeId programme, bool isDryRun) =>
        new(Scope(programme), programmes.Newest(programme).Zone.Country, isDryRun);
}

/// <summary>Registers the roster and the directory of centres.</summary>
public static class RosterServiceCollectionExtensions
{
    /// <summary>Adds the roster, its matching and the directory, and what endpoints and commands need of them.</summary>
    public static IServiceCollection AddRoster(this IServiceCollection services)
    {
        services.AddRegistration();
        services.AddSingleton<RosterScopes>();
        services.AddSingleton<Uploads>();
        return services;
    }
}
