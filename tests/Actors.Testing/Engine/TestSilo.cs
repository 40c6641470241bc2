using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;

namespace Actors.Testing.Engine;

/// <summary>A running engine for one test.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SimulatedProcess? _process;
    private bool _stopped;

    private TestSilo(IHost host, SimulatedProcess? process)
    {
        _host = host;
        _process = process;
    }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the engine's process.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts an engine with storage and reminders in memory.</summary>
    /// <param name="configure">Changes what the test needs otherwise.</param>
    /// <param name="process">The process of a simulation; null: turns run on the thread pool, and time stands still.</param>
    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null, SimulatedProcess? process = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            AddClock(silo.Services, process?.Clock ?? new FakeTimeProvider());
            if (process is not null)
            {
                silo.Services.AddKeyedSingleton<TaskScheduler>(TimeProviderNames.Grains, process);
            }

            configure?.Invoke(silo);
        });
        var silo = new TestSilo(builder.Build(), process);

        // Not by the host: what it awaits would leave the scheduler of a simulated run.
        foreach (var service in silo.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return silo;
    }

    /// <summary>Ends the process of the simulation in which the engine runs, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _stopped = true;
        (_process ?? throw new InvalidOperationException("Only a simulated process can be killed.")).Kill();
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
