using Actors.Registration;

namespace Actors.Server.Staff.Roster;

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
