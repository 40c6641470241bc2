using Actors.Domain.Plans;
using Actors.Domain.Protection;
using Actors.Storage.Access;
using Actors.Storage.Databases;
using Actors.Storage.Evidence;
using Actors.Storage.Protection.Keys;
using Actors.Storage.Protection.LookUp;
using Actors.Storage.Protection.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Storage.Protection;

/// <summary>Registers the protection of personal data, the access log, and the stills of calls.</summary>
public static class PersonalDataServiceCollectionExtensions
{
    /// <summary>
    /// Adds record keys, blind indexes, plan keys, rotation, the access log and their commands, on the registered
    /// <see cref="Database"/> and the registered <see cref="TimeProvider"/>, which must be the wall clock. An
    /// <see cref="IMasterKeyService"/> registered before takes the place of the master keys in this process. With
    /// storage in memory there are only record keys, plan keys, the access log and the stills of calls: no rotation, no blind
    /// indexes, no commands.
    /// </summary>
    public static IServiceCollection AddPersonalDataProtection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PersonalDataOptions>().BindConfiguration(PersonalDataOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PersonalDataOptions>, PersonalDataOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new KeyEnvironment());
        services.TryAddSingleton<PersonalDataKeySource>();
        services.TryAddSingleton<ProtectionMeters>();

        services.TryAddSingleton(provider => new LocalMasterKeys(Source(provider).ReadMaster));
        services.TryAddSingleton<IMasterKeyService>(provider => provider.GetRequiredService<LocalMasterKeys>());
        services.TryAddSingleton(MakeKeys);
        services.TryAddSingleton<IRecordKeys>(provider => provider.GetRequiredService<RecordKeys>());
        services.TryAddSingleton<MasterKeyRotation>();
        services.TryAddSingleton<MasterKeyCheck>();

        services.TryAddSingleton(provider => MakeIndexer(Source(provider)));
        services.TryAddSingleton<RecordDirectory>();

        services.TryAddSingleton(provider => MakePlanKeys(Source(provider)));
        services.TryAddSingleton<IPlanKeys>(provider => provider.GetRequiredService<PlanKeys>());

        services.TryAddSingleton(provider => MakeChain(Source(provider)));
        services.TryAddSingleton(MakeAccessLog);
        services.TryAddSingleton<PrivilegedReader>();
        services.AddCallStills();

        services.TryAddTransient<CreateKeyFileCommand>();
        services.TryAddTransient<AddMasterKeyCommand>();
        services.TryAddTransient<AddPlanKeyCommand>();
        services.TryAddTransient<RotateMasterKeyCommand>();
        services.TryAddTransient<RetireMasterKeyCommand>();
        services.TryAddTransient<VerifyAccessLogCommand>();
        services.TryAddTransient<AccessLogAnchorCommand>();
        return services;
    }

    private static PersonalDataKeySource Source(IServiceProvider provider) =>
        provider.GetRequiredService<PersonalDataKeySource>();

    private static RecordKeys MakeKeys(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return new RecordKeys(
            provider.GetService<Database>() is { } database
                ? new RecordKeyTable(database, time)
                : provider.GetRequiredService<MemoryRecordKeyTable>(),
            provider.GetRequiredService<IMasterKeyService>(),
            time,
            provider.GetRequiredService<IOptions<PersonalDataOptions>>(),
            provider.GetRequiredService<ProtectionMeters>());
    }

    private static AccessLog MakeAccessLog(IServiceProvider provider) => new(
        provider.GetService<Database>() is { } database
            ? new AccessLogTable(database)
            : provider.GetRequiredService<MemoryAccessLogTable>(),
        provider.GetRequiredService<AccessChain>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<PersonalDataOptions>>(),
        provider.GetRequiredService<ProtectionMeters>(),
        provider.GetRequiredService<ILogger<AccessLog>>());

    private static BlindIndexer MakeIndexer(PersonalDataKeySource source)
    {
        using var ring = source.ReadIndex();
        return new BlindIndexer(ring);
    }

    private static PlanKeys MakePlanKeys(PersonalDataKeySource source)
    {
        using var ring = source.ReadPlan();
        return new PlanKeys(ring.Secret(ring.CurrentId));
    }

    private static AccessChain MakeChain(PersonalDataKeySource source)
    {
        using var ring = source.ReadAccessLog();
        return new AccessChain(ring);
    }
}
