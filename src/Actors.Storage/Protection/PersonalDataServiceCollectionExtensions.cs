using Actors.Storage.Access;
using Actors.Storage.Protection.Keys;
using Actors.Storage.Protection.LookUp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actors.Storage.Protection;

/// <summary>Registers the protection of personal data and the access log.</summary>
public static class PersonalDataServiceCollectionExtensions
{
    /// <summary>
    /// Adds record keys, blind indexes, rotation, the access log and their commands, on the registered
    /// <see cref="Databases.Database"/> and the registered <see cref="TimeProvider"/>, which must be the wall clock. An
    /// <see cref="IMasterKeyService"/> registered before takes the place of the master keys in this process.
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
        services.TryAddSingleton<RecordKeys>();
        services.TryAddSingleton<MasterKeyRotation>();
        services.TryAddSingleton<MasterKeyCheck>();

        services.TryAddSingleton(provider => MakeIndexer(Source(provider)));
        services.TryAddSingleton<RecordDirectory>();

        services.TryAddSingleton(provider => MakeChain(Source(provider)));
        services.TryAddSingleton<AccessLog>();
        services.TryAddSingleton<PrivilegedReader>();

        services.TryAddTransient<CreateKeyFileCommand>();
        services.TryAddTransient<AddMasterKeyCommand>();
        services.TryAddTransient<RotateMasterKeyCommand>();
        services.TryAddTransient<RetireMasterKeyCommand>();
        services.TryAddTransient<VerifyAccessLogCommand>();
        services.TryAddTransient<AccessLogAnchorCommand>();
        return services;
    }

    private static PersonalDataKeySource Source(IServiceProvider provider) =>
        provider.GetRequiredService<PersonalDataKeySource>();

    private static BlindIndexer MakeIndexer(PersonalDataKeySource source)
    {
        using var ring = source.ReadIndex();
        return new BlindIndexer(ring);
    }

    private static AccessChain MakeChain(PersonalDataKeySource source)
    {
        using var ring = source.ReadAccessLog();
        return new AccessChain(ring);
    }
}
