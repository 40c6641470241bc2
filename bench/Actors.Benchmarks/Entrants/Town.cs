using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Grains.Scheduling;
using Actors.Privacy;
using Actors.Server.Hosting;
using Actors.Storage.Hosting;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Actors.Testing.Entrants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// The server of entrants without its web part, put together as the server itself does, by a programme clock that the
/// benchmark moves. It is a morning on the first day after the people of the town came.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    /// <summary>Just before eleven in Tokyo.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 59, 50, TimeSpan.Zero);

    /// <summary>Eleven in Tokyo: everybody is asked how they feel.</summary>
    public static readonly DateTimeOffset Eleven = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    /// <summary>How often Orleans reads the reminders, and forgets those that are not due soon. Five minutes on a server.</summary>
    public static readonly TimeSpan ReminderRefresh = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Farewell = TimeSpan.FromMinutes(5);
    private readonly IHost _host;

    private Town(IHost host, ProgrammeClock clock)
    {
        _host = host;
        Clock = clock;
        People = new(this);
    }

    /// <summary>By which people live.</summary>
    public ProgrammeClock Clock { get; }

    /// <summary>Who lives there.</summary>
    public People People { get; }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>When prompts became durable.</summary>
    public CommitWatch Commits => (CommitWatch)Services.GetRequiredService<IStateStore>();

    /// <summary>Starts the server; the due index is not swept yet.</summary>
    /// <param name="storage">Where everything is kept.</param>
    /// <param name="keyFile">The keys of personal data.</param>
    /// <param name="start">What the clock shows.</param>
    /// <param name="speed">Programme seconds per second; 0: it stands still.</param>
    public static async Task<Town> StartAsync(StorageOptions storage, string keyFile, DateTimeOffset start, double speed = 0)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("PersonalData:KeyFile", keyFile)]);
        AddStorage(builder.Services, storage);
        builder.Services.AddSingleton(TestProgrammes.All);
        builder.AddCluster();
        var clock = new ProgrammeClock(TimeProvider.System, start, speed);
        builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
        builder.Services.AddEntrants();
        builder.Services.AddOptions<SweeperOptions>();
        builder.Services.AddSingleton<DueTimerThrottle>();
        var host = builder.Build();
        await host.StartAsync();
        return new Town(host, clock);
    }

    /// <summary>Starts the sweepers, as every server does after its start.</summary>
    public async Task SweepAsync()
    {
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            await Grains.GetGrain<ISweeperGrain>(partition).StartAsync();
        }
    }

    /// <summary>Deactivates every grain.</summary>
    public Task HibernateAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }

    private static void AddStorage(IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddActorsStorage(options, new StoredTypes().AddEntrants().AddCalls());
        services.AddPersonalDataProtection();
        services.Configure<ReminderOptions>(reminders => reminders.RefreshReminderListPeriod = ReminderRefresh);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell); // Many have to be deactivated.
        var store = services.Last(service => service.ServiceType == typeof(IStateStore));
        services.Remove(store);
        services.AddSingleton<IStateStore>(
            provider => new CommitWatch((IStateStore)store.ImplementationFactory!(provider)));
    }
}
