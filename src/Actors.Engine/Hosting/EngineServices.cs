using Actors.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Timers;

namespace Actors.Engine.Hosting;

/// <summary>What the engine is made of.</summary>
internal static class EngineServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<ActorEngine>();
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<ActorEngine>());
        services.TryAddSingleton<IClusterClient>(static provider => provider.GetRequiredService<ActorEngine>());
        services.TryAddSingleton(NewReminderService);
        services.TryAddSingleton<IReminderRegistry>(static provider => provider.GetRequiredService<ReminderService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SiloHost>());
    }

    private static ReminderService NewReminderService(IServiceProvider provider) => new(
        provider.GetRequiredService<ActorEngine>(),
        provider.GetService<IReminderTable>() ?? new MemoryReminderTable(),
        provider.GetService<IReminderWindow>(),
        provider.GetRequiredService<IOptions<ReminderOptions>>().Value,
        provider.GetKeyedService<TimeProvider>(ReminderTimeProviderNames.Reminders)
            ?? provider.GetService<TimeProvider>()
            ?? TimeProvider.System);
}
