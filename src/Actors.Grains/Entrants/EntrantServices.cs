using Actors.Grains.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Entrants;

/// <summary>Adds what entrants need beside storage.</summary>
public static class EntrantServices
{
    /// <summary>Adds what entrants need, with options from the section <c>Entrants</c>.</summary>
    public static IServiceCollection AddEntrants(this IServiceCollection services)
    {
        services.AddOptions<EntrantOptions>().BindConfiguration("Entrants").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EntrantOptions>, EntrantOptions.Validator>();
        services.AddSingleton<EntrantRules>();
        services.TryAddSingleton<ICallRoom, NoRoom>();
        return services;
    }
}
