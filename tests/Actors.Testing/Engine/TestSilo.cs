using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;

namespace Actors.Testing.Engine;

/// <summary>A running engine for one test.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private TestSilo(IHost host, FakeTimeProvider clock)
    {
        _host = host;
        Clock = clock;
    }

    /// <summary>The clock of everything in the engine.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the engine's process.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts an engine with storage and reminders in memory.</summary>
    /// <param name="configure">Changes what the test needs otherwise.</param>
    /// <param name="clock">The clock; null: a new one.</param>
    /// <param name="scheduler">Where turns run; null: on the thread pool.</param>
    public static async Task<TestSilo> StartAsync(
        Action<ISiloBuilder>? configure = null, FakeTimeProvider? clock = null, TaskScheduler? scheduler = null)
    {
        clock ??= new();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            AddClock(silo.Services, clock);
            if (scheduler is not null)
            {
                silo.Services.AddKeyedSingleton(TimeProviderNames.Grains, scheduler);
            }

            configure?.Invoke(silo);
        });
        var silo = new TestSilo(builder.Build(), clock);

        // Not by the host: what it awaits would leave the scheduler of a simulated run.
        foreach (var service in silo.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return silo;
    }

    /// <summary>Stops the engine as a server does that is asked to.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!_stopped)
        {
            _stopped = true;
            foreach (var service in Services.GetServices<IHostedService>().Reverse())
            {
                await service.StopAsync(cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    private static void AddClock(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddKeyedSingleton(TimeProviderNames.Grains, clock);
        services.AddKeyedSingleton(TimeProviderNames.Messaging, clock);
        services.AddKeyedSingleton(TimeProviderNames.ActivationManagement, clock);
        services.AddKeyedSingleton(ReminderTimeProviderNames.Reminders, clock);
    }
}
