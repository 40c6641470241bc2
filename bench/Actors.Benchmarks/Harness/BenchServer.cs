using Actors.Storage.Hosting;
using Actors.Testing;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Benchmarks.Harness;

/// <summary>Sample grains on one silo and its storage, by the clock of the machine.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TempFolder? _folder;

    private BenchServer(IHost host, TempFolder? folder) => (_host, _folder) = (host, folder);

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts one.</summary>
    /// <param name="storage">Where states are kept; <c>null</c> if in a temporary SQLite file.</param>
    /// <param name="beforeStart">Runs before anything starts.</param>
    public static async Task<BenchServer> StartAsync(StorageOptions? storage = null, Func<IServiceProvider, Task>? beforeStart = null)
    {
        var folder = storage is null ? new TempFolder() : null;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
        builder.Services.AddSingleton<MailRoute>();
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddActorsStorage(
            storage ?? new() { Path = folder!.File("bench.db") }, Durability.ReportJson.AddTo(MailboxJson.StoredTypes()));
        builder.UseOrleans(static silo => silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0).AddReminders());
        var host = builder.Build();
        if (beforeStart is not null)
        {
            await beforeStart(host.Services);
        }

        await host.StartAsync();
        return new BenchServer(host, folder);
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

        _folder?.Dispose();
    }
}
