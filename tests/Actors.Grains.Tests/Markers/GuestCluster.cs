using Actors.Domain.Protection;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Testing;
using Actors.Testing.Markers;
using Actors.Testing.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests.Markers;

/// <summary>A server of guests on a real database, with everything that it says overheard.</summary>
internal sealed class GuestCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IHost _host;

    private GuestCluster(StorageOptions storage, IRecordKeys? keys)
    {
        var keyFile = _folder.File("keys.json");
        using (var fresh = PersonalDataKeys.Create(new KeyId("first")))
        {
            KeyFile.Create(keyFile, fresh);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", keyFile)]);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Overheard.Log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
        builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Messaging, MessagingClock);
        builder.Services.AddSingleton(Door);
        builder.Services.AddSingleton(new KeyEnvironment(_ => null));
        if (keys is not null)
        {
            builder.Services.AddSingleton(keys);
        }

        builder.Services.AddActorsStorage(storage, GuestJson.StoredTypes());
        builder.Services.AddPersonalDataProtection();
        builder.UseOrleans(static silo => silo.UseLocalhostClustering(FreePort.Take(), 0));
        _host = builder.Build();
    }

    public Overheard Overheard { get; } = new();

    public GuestDoor Door { get; } = new();

    /// <summary>By which calls time out.</summary>
    public TestTimeProvider MessagingClock { get; } = new();

    public IRecordKeys Keys => _host.Services.GetRequiredService<IRecordKeys>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a server.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="keys">In place of those of storage.</param>
    public static async Task<GuestCluster> StartAsync(StorageOptions storage, IRecordKeys? keys = null)
    {
        var house = new GuestCluster(storage, keys);
        await house._host.StartAsync(Cancelled);
        return house;
    }

    public IGuestGrain Guest(RecordId record) =>
        _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IGuestGrain>(record.ToString());

    /// <summary>Runs a statement behind the server's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await _host.Services.GetRequiredService<Database>().OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    public Task StopAsync()
    {
        Door.Gate.Open();
        return _host.StopAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
        Overheard.Dispose();
        _folder.Dispose();
    }
}
