using Actors.Storage.Hosting;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Benchmarks.Harness;

/// <summary>The engine as a server runs it: on the thread pool, by the clock of the machine.</summary>
internal sealed class Silo : IAsyncDisposable
{
    private readonly IHost _host;

    private Silo(IHost host) => _host = host;

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts one.</summary>
    /// <param name="storage">Where states are kept; null: in memory.</param>
    /// <param name="beforeStart">Runs before anything starts.</param>
    public static async Task<Silo> StartAsync(StorageOptions? storage = null, Func<IServiceProvider, Task>? beforeStart = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
        builder.Services.AddSingleton<MailRoute>();
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddActorsStorage(
            storage ?? new() { Kind = StorageKind.Memory }, Durability.ReportJson.AddTo(MailboxJson.StoredTypes()));
        builder.UseOrleans();
        var host = builder.Build();
        if (beforeStart is not null)
        {
            await beforeStart(host.Services);
        }

        await host.StartAsync();
        return new Silo(host);
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
}
