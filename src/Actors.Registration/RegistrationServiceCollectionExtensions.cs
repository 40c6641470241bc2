using Actors.Registration.Centres;
using Actors.Registration.Matches;
using Actors.Registration.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Registration;

/// <summary>Registers the roster, the directory of centres, and what matches registrations.</summary>
public static class RegistrationServiceCollectionExtensions
{
    /// <summary>Adds them. Storage and the protection of personal data must be there.</summary>
    public static IServiceCollection AddRegistration(this IServiceCollection services)
    {
        services.AddSingleton<Matcher>();
        services.AddSingleton<RosterTable>();
        services.AddSingleton<RosterImport>();
        services.AddSingleton<RosterSearch>();
        services.AddSingleton<CentreDirectory>();
        return services;
    }
}
