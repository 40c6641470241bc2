using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Scheduling;

/// <summary>Adds the sweepers.</summary>
public static class SweeperServices
{
    /// <summary>Adds the sweepers, with options from the section <c>Sweeper</c>.</summary>
    public static IServiceCollection AddSweepers(this IServiceCollection services)
    {
        services.AddOptions<SweeperOptions>().BindConfiguration("Sweeper").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SweeperOptions>, SweeperOptions.Validator>();
        services.AddSingleton<DueTimerThrottle>();
        services.AddSingleton<EffectWatch>();
        services.AddHostedService<SweeperStarter>();
        return services;
    }
}
