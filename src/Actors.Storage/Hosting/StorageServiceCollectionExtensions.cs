using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.Outages;
using Actors.Storage.Outbox;
using Actors.Storage.ReadModels;
using Actors.Storage.Recovery;
using Actors.Storage.Reminders;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Actors.Storage.Hosting;

/// <summary>Registers storage.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds the grain storage <see cref="GroupCommitGrainStorage.ProviderName"/>, reminders, the due index, the ledger,
    /// outages, health, and a feed for every registered <see cref="IReadModel"/>.
    /// </summary>
    /// <param name="services">The container. Add storage before the engine, so that it starts first and stops last.</param>
    /// <param name="options">The settings.</param>
    /// <param name="types">The types that may be stored in states and in the ledger.</param>
    /// <exception cref="OptionsValidationException">The options are invalid.</exception>
    public static IServiceCollection AddActorsStorage(
        this IServiceCollection services, StorageOptions options, StoredTypes types)
    {
        if (new StorageOptions.Validator().Validate(null, options) is { Failed: true } invalid)
        {
            throw new OptionsValidationException(nameof(StorageOptions), typeof(StorageOptions), invalid.Failures);
        }

        types.Validate();
        types.WriteAs(options.WriteVersion);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(types);
        services.AddSingleton<RecordSerializer>();
        services.AddSingleton<Fence>();
        services.AddSingleton(NewHealth);
        services.AddSingleton<StorageMetrics>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", tags: ["ready"]);
        AddDatabase(services, options);
        AddGrainStorage(services);
        AddLedgerLog(services);
        AddRecovery(services);
        services.AddOutboxTables();
        services.AddOutages(options.ServerId, isInCluster: !options.IsSingleWriter);
        return services;
    }

    private static StorageHealth NewHealth(IServiceProvider provider)
    {
        var health = new StorageHealth(provider.GetRequiredService<TimeProvider>());
        var fence = provider.GetRequiredService<Fence>();
        fence.FencedOff += (_, _) => health.ReportFencedOff(fence.Loss ?? "Another process has taken over the database.");
        return health;
    }

    private static void AddGrainStorage(IServiceCollection services)
    {
        services.AddSingleton(provider => new GroupCommitGrainStorage(
            provider.GetRequiredService<IStateStore>(),
            provider.GetRequiredService<CommitQueue>(),
            provider.GetRequiredService<RecordSerializer>(),
            provider.GetRequiredService<StorageHealth>(),
            provider.GetRequiredService<StorageMetrics>()));
        services.AddKeyedSingleton<IGrainStorage>(
            GroupCommitGrainStorage.ProviderName, (provider, _) => provider.GetRequiredService<GroupCommitGrainStorage>());
    }

    private static void AddLedgerLog(IServiceCollection services)
    {
        services.AddSingleton(provider => new LedgerLog(
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<RecordSerializer>(),
            provider.GetRequiredService<StorageHealth>(),
            provider.GetRequiredService<StorageMetrics>()));
    }

    private static void AddRecovery(IServiceCollection services)
    {
        services.AddSingleton(provider => new DatabaseVerifier(provider.GetRequiredService<RecordSerializer>()));
        services.AddSingleton(provider => new StateRebuilder(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<IStateStore>(),
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<RecordSerializer>()));
        services.AddSingleton<SqliteBackup>();
    }

    private static void AddDatabase(IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton<Database>(provider => options.Kind == StorageKind.Sqlite
            ? new SqliteDatabase(options.Path) { Fence = provider.GetRequiredService<Fence>() }
            : new PostgresDatabase(options.ConnectionString) { Fence = provider.GetRequiredService<Fence>() });
        services.AddSingleton<IStateStore>(provider => provider.GetRequiredService<Database>() switch
        {
            SqliteDatabase sqlite => new SqliteStateStore(sqlite, provider.GetRequiredService<Fence>()),
            var database => new PostgresStateStore(
                (PostgresDatabase)database, provider.GetRequiredService<Fence>(), options.CommitLanes),
        });
        services.AddSingleton(provider => new CommitQueue(
            provider.GetRequiredService<IStateStore>(),
            provider.GetRequiredService<StorageHealth>(),
            provider.GetRequiredService<StorageMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CommitQueue>>()));
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<IDueIndex, DueIndex>();
        services.AddSingleton<ReminderTable>();
        services.AddSingleton<IReminderTable>(provider => provider.GetRequiredService<ReminderTable>());
        services.AddSingleton<LedgerRetention>();
        services.AddSingleton(provider => new WriterLock(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<Fence>(),
            provider.GetRequiredService<TimeProvider>())
        {
            IsShared = !options.IsSingleWriter,
        });
        services.AddSingleton<Migrator>();
        services.AddSingleton(provider => new MarkKeeper(
            provider.GetRequiredService<Database>(),
            MarkPath(options, provider.GetRequiredService<Database>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MarkKeeper>>()));
        services.AddSingleton<ReadModelFeed>();

        // It starts before all services that use it, and stops after them, whatever was added earlier.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StorageService>());
    }

    /// <summary>A mark belongs to one database: servers of two that start in one folder have a mark each.</summary>
    private static string? MarkPath(StorageOptions options, Database database) => (options.MarkPath, database) switch
    {
        ({ Length: > 0 } path, PostgresDatabase postgres) =>
            path.Replace("{database}", postgres.FileName, StringComparison.Ordinal),
        ({ Length: > 0 } path, _) => path,
        (_, SqliteDatabase sqlite) => sqlite.Path + ".mark",
        _ => null,
    };
}
