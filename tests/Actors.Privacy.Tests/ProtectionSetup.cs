using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Privacy.Tests;

/// <summary>
/// One server's protection of personal data, registered as the server registers it, with a key file of its own.
/// </summary>
public sealed class ProtectionSetup : IAsyncDisposable
{
    private readonly TempFolder? _folder;
    private readonly ServiceProvider _services;

    private ProtectionSetup(
        Database database, string keyFile, TempFolder? folder, Action<IServiceCollection>? configure)
    {
        _folder = folder;
        Database = database;
        KeyFilePath = keyFile;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", keyFile)])
            .Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(new KeyEnvironment(_ => null));
        services.AddSingleton(database);
        configure?.Invoke(services);
        services.AddPersonalDataProtection();
        _services = services.BuildServiceProvider();
    }

    public Database Database { get; }

    public string KeyFilePath { get; }

    public TestTimeProvider Clock { get; } = new();

    public CapturedLog Log { get; } = new();

    public RecordKeys Keys => Get<RecordKeys>();

    public LocalMasterKeys MasterKeys => Get<LocalMasterKeys>();

    public MasterKeyRotation Rotation => Get<MasterKeyRotation>();

    public RecordDirectory Directory => Get<RecordDirectory>();

    public IRegistrationIndex Registrations => Get<IRegistrationIndex>();

    public AccessLog AccessLog => Get<AccessLog>();

    public PrivilegedReader Reader => Get<PrivilegedReader>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The first server.</summary>
    /// <param name="source">Creates the database.</param>
    /// <param name="configure">Changes what the test needs otherwise.</param>
    public static async Task<ProtectionSetup> CreateAsync(
        IDatabaseSource source, Action<IServiceCollection>? configure = null)
    {
        var database = await source.CreateMigratedAsync();
        var folder = new TempFolder();
        var keyFile = folder.File("keys.json");
        using var keys = PersonalDataKeys.Create(new KeyId("first"));
        KeyFile.Create(keyFile, keys);
        return new ProtectionSetup(database, keyFile, folder, configure);
    }

    /// <summary>Another server on the same database with the same key file.</summary>
    public ProtectionSetup Another(IDatabaseSource source, Action<IServiceCollection>? configure = null) =>
        new(source.Reopen(Database), KeyFilePath, folder: null, configure);

    public T Get<T>()
        where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    public async Task<RecordId> CreateRecordAsync()
    {
        var record = RecordId.New();
        await Keys.CreateAsync([record], Cancelled);
        return record;
    }

    public async Task<Sealed> SealAsync(RecordId record, string text, SealPurpose purpose)
    {
        using var key = await Keys.OpenAsync(record, Cancelled);
        return key.SealText(text, purpose);
    }

    public async Task<string> OpenAsync(RecordId record, Sealed value, SealPurpose purpose)
    {
        using var key = await Keys.OpenAsync(record, Cancelled);
        return key.OpenText(value, purpose);
    }

    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await Database.OpenAsync(Cancelled);
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(Cancelled);
    }

    public async Task<object?> ReadAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await Database.OpenAsync(Cancelled);
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder?.Dispose();
    }
}
