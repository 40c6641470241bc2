using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Actors.Privacy.Records;
using Actors.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Actors.Server.Staff.Keys;

/// <summary>
/// The keys of ASP.NET Core Data Protection, which protect cookies and forms. They are in the database, sealed under the master
/// key, so that all servers share them and a copy of the database does not have them. The framework reads and makes keys without
/// waiting, so this service reads them before and stores them after.
/// </summary>
internal sealed partial class CookieKeys(
    ServerSecrets secrets, Database database, IServiceProvider services, TimeProvider time, ILogger<CookieKeys> logger)
    : BackgroundService, IXmlRepository, IXmlEncryptor
{
    private const string Prefix = "cookie-key:";

    /// <summary>How long a key is used to protect.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>A key is made so long before the last one ends, and used only when all servers have it.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    private static readonly TimeSpan UntilAllHaveIt = TimeSpan.FromDays(2);

    /// <summary>How often keys of other servers are read.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private ImmutableList<XElement> _keys = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => _keys;

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        ImmutableInterlocked.Update(ref _keys, static (keys, key) => keys.Add(key), element);

    /// <summary>Leaves the key as it is, because it is sealed when it is stored.</summary>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("key", plaintextElement), typeof(NullXmlDecryptor));

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.Message);
            }
        }
    }

    /// <summary>Reads the keys of all servers, and makes the next one in time. One server does it at a time.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var turn = await database.LockAsync(Database.StartUpLock, cancellationToken);
        var stored = await secrets.ReadAsync(Prefix, cancellationToken);
        _keys = [.. stored.Select(XElement.Parse)];
        var manager = services.GetRequiredService<IKeyManager>();
        var now = time.GetUtcNow();
        var usable = manager.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now).ToList();
        if (usable.Any(key => key.ExpirationDate > now + Ahead))
        {
            return;
        }

        var from = usable.Count == 0 ? now : now + UntilAllHaveIt;
        manager.CreateNewKey(from, from + Lifetime);
        var made = _keys[^1];
        await secrets.AddAsync(
            Prefix + made.Attribute("id")?.Value, made.ToString(SaveOptions.DisableFormatting), cancellationToken);
        LogMade(from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [LoggerMessage(LogLevel.Debug, "Made the key for cookies that is used from {From}.")]
    private partial void LogMade(string from);

    [LoggerMessage(LogLevel.Warning,
        "The keys for cookies cannot be read or made: {Reason} Sign-ins of staff go on with those in memory; it is tried again.")]
    private partial void LogFailed(string reason);
}

/// <summary>Registers the keys for cookies.</summary>
internal static class CookieKeysServiceCollectionExtensions
{
    /// <summary>Adds Data Protection on <see cref="CookieKeys"/>, which must start before it.</summary>
    public static void AddCookieKeys(this IServiceCollection services)
    {
        services.AddSingleton<CookieKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<CookieKeys>());
        services.AddDataProtection().SetApplicationName("actors").DisableAutomaticKeyGeneration();
        services.AddOptions<KeyManagementOptions>().Configure<CookieKeys>(
            static (options, keys) => (options.XmlRepository, options.XmlEncryptor) = (keys, keys));
    }
}
