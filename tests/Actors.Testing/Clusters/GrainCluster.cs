using Actors.Storage.Hosting;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Actors.Testing.Clusters;

/// <summary>
/// Grains on Orleans' in-process test cluster and a SQLite file, by a clock that only the test moves. A server on it can be
/// killed and another one started: what was committed is still there.
/// </summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly InProcessTestCluster _cluster;
    private StoredTypes _types = new();
    private Action<ISiloBuilder> _configure = static _ => { };
    private GrainActivity _activity = new();
    private bool _isMoving;

    private GrainCluster()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Services.AddSingleton(TimeProvider.System).AddActorsStorage(
            new StorageOptions { Path = _folder.File("grains.db") }, _types));
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
    }

    /// <summary>The programme clock: rules and grain timers. All else keeps real time, as in the server.</summary>
    public TestTimeProvider Clock { get; } = new();

    /// <summary>What a test does before and after commits.</summary>
    public CommitHooks Commits { get; } = new();

    /// <summary>Runs a test, and stops every server after it.</summary>
    public static async Task RunAsync(Func<GrainCluster, Task> test)
    {
        await using var cluster = new GrainCluster();
        await test(cluster);
    }

    /// <summary>Starts a server.</summary>
    /// <param name="types">What its grains store.</param>
    /// <param name="configure">Services that the grains need.</param>
    public async Task<GrainServer> StartAsync(StoredTypes types, Action<ISiloBuilder> configure)
    {
        _activity.Dispose(); // One server runs at a time.
        (_types, _configure, _activity) = (types, configure, new());
        return new(_cluster, await _cluster.StartAdditionalSiloAsync(), _activity);
    }

    /// <summary>Waits until grains have done all that there is to do at the present moment.</summary>
    public Task SettleAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <summary>Moves the clock. It stops wherever a timer is due until grains have done what followed from it.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        if (_isMoving)
        {
            throw new InvalidOperationException("The clock has one driver. Something else moves it already.");
        }

        _isMoving = true;
        try
        {
            var target = Clock.GetUtcNow() + by;
            await _activity.WhenIdleAsync();
            while (Clock.NextTimerDue() is { } due && due <= target)
            {
                Clock.AdvanceTo(due);
                await _activity.WhenIdleAsync();
            }

            Clock.AdvanceTo(target);
        }
        finally
        {
            _isMoving = false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _activity.Dispose();
        _folder.Dispose();
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.AddReminders();

        // A timer of Orleans' own, by the clock of grains: it would stop the clock of the test every second.
        silo.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);
        _activity.Watch(silo.Services);
        _configure(silo);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            GroupCommitGrainStorage.ProviderName,
            (services, _) => new HookedStorage(services.GetRequiredService<GroupCommitGrainStorage>(), Commits));
    }

    private sealed class HookedStorage(IGrainStorage storage, CommitHooks hooks) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ReadStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ClearStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (hooks.BeforeCommit is { } before)
            {
                await before();
            }

            await storage.WriteStateAsync(stateName, grainId, grainState);
            if (hooks.AfterCommit is { } after)
            {
                await after();
            }
        }
    }
}

/// <summary>What a test does around the commits of the provider <c>actors</c>; <c>null</c> if nothing.</summary>
public sealed class CommitHooks
{
    /// <summary>Runs before a state is written. An exception stands for a write that failed.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    /// <summary>Runs after the commit and before the grain learns of it. An exception stands for a lost answer.</summary>
    public Func<Task>? AfterCommit { get; set; }
}

/// <summary>A running server of a <see cref="GrainCluster"/>.</summary>
public sealed class GrainServer
{
    private readonly InProcessTestCluster _cluster;
    private readonly InProcessSiloHandle _silo;
    private readonly GrainActivity _activity;
    private readonly List<IGrainObserver> _observers = [];

    internal GrainServer(InProcessTestCluster cluster, InProcessSiloHandle silo, GrainActivity activity)
    {
        _activity = activity;
        _cluster = cluster;
        _silo = silo;
    }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _silo.SiloHost.Services;

    /// <summary>
    /// Lets grains notify an object of the test, for as long as the server lives. Orleans itself holds it weakly: a call to a
    /// collected one is answered by nothing but its time-out.
    /// </summary>
    public T Observe<T>(T observer)
        where T : class, IGrainObserver
    {
        _observers.Add(observer);
        return Grains.CreateObjectReference<T>(observer);
    }

    /// <summary>Ends the server without giving its grains a chance to write anything.</summary>
    public Task KillAsync()
    {
        _activity.Dispose();
        return _cluster.KillSiloAsync(_silo);
    }

    /// <summary>Stops the server in good order.</summary>
    public Task StopAsync() => _cluster.StopSiloAsync(_silo);
}
