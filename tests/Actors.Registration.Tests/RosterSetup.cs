using System.Globalization;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Registration.Centres;
using Actors.Registration.Imports;
using Actors.Registration.Matches;
using Actors.Registration.Roster;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Registration.Tests;

/// <summary>Roster and matching on a database of their own, as the server registers them.</summary>
public sealed class RosterSetup : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2021, 10, 15);
    public static readonly ProgrammeId Japan = new("japan-2021");
    public static readonly MatchScope Scope = new(Japan, Today, 14);

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private RosterSetup(Database database)
    {
        Database = database;
        var keyFile = _folder.File("keys.json");
        using (var keys = PersonalDataKeys.Create(new KeyId("first")))
        {
            KeyFile.Create(keyFile, keys);
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", keyFile)])
            .Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new TestTimeProvider());
        services.AddSingleton(new KeyEnvironment(_ => null));
        services.AddSingleton(database);
        services.AddPersonalDataProtection();
        services.AddRegistration();
        _services = services.BuildServiceProvider();
    }

    public Database Database { get; }

    public RosterTable Table => Get<RosterTable>();

    public RosterImport Import => Get<RosterImport>();

    public RosterSearch Search => Get<RosterSearch>();

    public Matcher Matcher => Get<Matcher>();

    public CentreDirectory Centres => Get<CentreDirectory>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RosterSetup> CreateAsync(IDatabaseSource source) => new(await source.CreateMigratedAsync());

    public static RosterImportOptions Options(MatchScope? scope = null, bool isDryRun = false) =>
        new(scope ?? Scope, "JP", isDryRun);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<ImportReport> ImportAsync(string csv, MatchScope? scope = null, bool isDryRun = false) =>
        ImportAsync(Encoding.UTF8.GetBytes(csv), scope, isDryRun);

    public async Task<ImportReport> ImportAsync(byte[] csv, MatchScope? scope = null, bool isDryRun = false)
    {
        using var file = new MemoryStream(csv);
        return await Import.RunAsync(file, Options(scope, isDryRun), null, Cancelled);
    }

    public async Task<RecordId> CreateRecordAsync()
    {
        var record = RecordId.New();
        await Get<IRecordKeys>().CreateAsync([record], Cancelled);
        return record;
    }

    public async Task<long> CountAsync(string table) => Convert.ToInt64(
        await Database.ExecuteAsync($"SELECT count(*) FROM {table}"), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
