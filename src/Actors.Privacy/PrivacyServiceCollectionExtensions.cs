using Actors.Domain.Calls;
using Actors.Domain.Outbox;
using Actors.Domain.Plans;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Copies;
using Actors.Privacy.Evidence;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Privacy.Retention;
using Actors.Privacy.Staff;
using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Privacy;

/// <summary>Registers the protection of personal data.</summary>
public static class PrivacyServiceCollectionExtensions
{
    /// <summary>
    /// Adds record keys, blind indexes, plan and channel keys, the access log, the stills of calls, accounts of staff and the
    /// commands for keys. Add
    /// storage first: it registers the <see cref="Database"/> and creates the tables before the sweep of expired stills
    /// starts. The registered <see cref="TimeProvider"/> must be the wall clock; stills expire by the clock of grains if
    /// there is one. An <see cref="IMasterKeyService"/> that is already registered replaces the master keys in this process.
    /// </summary>
    public static IServiceCollection AddPersonalDataProtection(this IServiceCollection services)
    {
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
        services.TryAddSingleton(NewKeys);
        services.TryAddSingleton<IRecordKeys>(provider => provider.GetRequiredService<RecordKeys>());
        services.TryAddSingleton<MasterKeyRotation>();
        services.TryAddSingleton<MasterKeyCheck>();

        services.TryAddSingleton(provider => NewIndexer(Source(provider)));
        services.TryAddSingleton<RecordDirectory>();
        services.TryAddSingleton<IRegistrationIndex, RegistrationIndex>();

        services.TryAddSingleton(provider => NewPlanKeys(Source(provider)));
        services.TryAddSingleton<IPlanKeys>(provider => provider.GetRequiredService<PlanKeys>());
        services.TryAddSingleton<IChannelKeys>(provider => NewChannelKeys(Source(provider)));

        services.TryAddSingleton(provider => NewChain(Source(provider)));
        services.TryAddSingleton(NewAccessLog);
        services.TryAddSingleton<PrivilegedReader>();

        services.TryAddSingleton<ServerSecrets>();
        services.TryAddSingleton<StaffAccounts>();
        services.TryAddSingleton<StaffCodes>();
        services.TryAddSingleton<StaffSessions>();
        services.TryAddSingleton<RetentionTable>();
        services.TryAddSingleton<ErasedPeople>();
        services.TryAddSingleton<Eraser>();
        services.TryAddSingleton<OwnCopy>();
        AddStills(services);
        return services;
    }

    private static void AddStills(IServiceCollection services)
    {
        services.TryAddSingleton<CallStillMeters>();
        services.TryAddSingleton(provider => new CallStillTable(provider.GetRequiredService<Database>()));
        services.TryAddSingleton<ICallStills>(provider => new CallStills(
            provider.GetRequiredService<CallStillTable>(),
            provider.GetRequiredService<IRecordKeys>(),
            ProgrammeClock(provider),
            provider.GetRequiredService<CallStillMeters>()));
        services.TryAddSingleton(provider => new CallStillReader(
            provider.GetRequiredService<CallStillTable>(),
            provider.GetRequiredService<PrivilegedReader>(),
            ProgrammeClock(provider)));
        services.AddHostedService(provider => new CallStillSweep(
            provider.GetRequiredService<CallStillTable>(),
            ProgrammeClock(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CallStillMeters>(),
            provider.GetRequiredService<ILogger<CallStillSweep>>()));
    }

    private static TimeProvider ProgrammeClock(IServiceProvider provider) =>
        provider.GetKeyedService<TimeProvider>(TimeProviderNames.Grains) ?? provider.GetRequiredService<TimeProvider>();

    private static PersonalDataKeySource Source(IServiceProvider provider) =>
        provider.GetRequiredService<PersonalDataKeySource>();

    private static RecordKeys NewKeys(IServiceProvider provider) => new(
        new RecordKeyTable(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()),
        provider.GetRequiredService<IMasterKeyService>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<PersonalDataOptions>>(),
        provider.GetRequiredService<ProtectionMeters>());

    private static AccessLog NewAccessLog(IServiceProvider provider) => new(
        new AccessLogTable(provider.GetRequiredService<Database>()),
        provider.GetRequiredService<AccessChain>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<PersonalDataOptions>>(),
        provider.GetRequiredService<ProtectionMeters>(),
        provider.GetRequiredService<ILogger<AccessLog>>());

    private static BlindIndexer NewIndexer(PersonalDataKeySource source)
    {
        using var ring = source.ReadIndex();
        return new BlindIndexer(ring);
    }

    private static PlanKeys NewPlanKeys(PersonalDataKeySource source)
    {
        using var ring = source.ReadPlan();
        return new PlanKeys(ring.Secret(ring.CurrentId));
    }

    private static ChannelKeys NewChannelKeys(PersonalDataKeySource source)
    {
        using var ring = source.ReadPlan();
        return new ChannelKeys(ring.Secret(ring.CurrentId));
    }

    private static AccessChain NewChain(PersonalDataKeySource source)
    {
        using var ring = source.ReadAccessLog();
        return new AccessChain(ring);
    }
}
