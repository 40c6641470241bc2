using System.Diagnostics;
using System.Globalization;
using System.Text;
using Actors.Benchmarks.Harness;
using Actors.LoadTest.Servers;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Registration;
using Actors.Registration.Roster;
using Actors.Storage.Databases;
using Actors.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Sdk;

namespace Actors.Benchmarks.Registration;

/// <summary>
/// The import of a roster into an empty database, beside a bare loop that parses, seals and writes the same (ROSTER-IMPORT). Then
/// the import of the same file again, which changes nothing.
/// </summary>
internal sealed class RosterSpeed(DatabaseDialect dialect, bool isQuick) : IBenchmark
{
    private readonly int _rows = isQuick ? 10_000 : 100_000;

    public string Name => dialect == DatabaseDialect.Sqlite ? "ROSTER-IMPORT-SQLITE" : "ROSTER-IMPORT-POSTGRES";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var file = Write(_rows);
        await using var place = await Place.CreateAsync(dialect);
        var repeated = new List<Sample>();
        var results = await new Contest()
            .Add("ours", () => ImportAsync(place, file, repeated))
            .Add("bare", () => ImportBareAsync(place, file))
            .RunAsync();
        return
        [
            new(
                $"import of {Figures.Of(_rows)} rows", "rows/s", results["ours"], "parse, seal, write", results["bare"],
                Aim.PartOfPeer(0.7)),
            new("the same file again", "rows/s", new Series(repeated)),
        ];
    }

    private static async Task<Sample> MeasureAsync(int rows, Func<Task<int>> import)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        if (await import() is var count && count != rows)
        {
            throw new InvalidOperationException($"{count} rows were loaded in place of {rows}.");
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(rows / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows);
    }

    private static byte[] Write(int rows)
    {
        var csv = new StringBuilder(
            "passport number,issuing state,date of birth,surname,given names,nationality,arrival date,airport,flight,language,email,"
            + "phone,place of stay\n");
        for (var row = 0; row < rows; row++)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"TK{row:0000000},CHN,{1950 + (row % 50)}-{(row % 12) + 1:00}-{(row % 28) + 1:00},WANG{row % 977},XIAOMING,CHN,"
                + $"2021-10-{(row % 28) + 1:00},NRT,NH{row % 900},zh-Hans,traveller{row}@example.org,+8190{row:00000000},"
                + $"\"Hotel {row % 200}, 1-2-{row % 30} Shinagawa, Tokyo\"\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private async Task<Sample> ImportAsync(Place place, byte[] file, List<Sample> repeated)
    {
        await using var services = Services(await place.CreateDatabaseAsync(), place);
        var import = services.GetRequiredService<RosterImport>();
        var options = new RosterImportOptions(new(new("japan-2021"), new(2021, 10, 15), 14), "JP");
        var sample = await MeasureAsync(
            _rows, async () => (await import.RunAsync(new MemoryStream(file), options)).Added);
        repeated.Add(await MeasureAsync(
            _rows, async () => (await import.RunAsync(new MemoryStream(file), options)).Unchanged));
        return sample;
    }

    private async Task<Sample> ImportBareAsync(Place place, byte[] file)
    {
        var bare = new BareRoster(await place.CreateDatabaseAsync());
        return await MeasureAsync(_rows, () => bare.ImportAsync(new MemoryStream(file)));
    }

    private static ServiceProvider Services(Database database, Place place) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", place.KeyFile)])
            .Build())
        .AddLogging()
        .AddSingleton(new KeyEnvironment(_ => null))
        .AddSingleton(database)
        .AddPersonalDataProtection()
        .AddRegistration()
        .BuildServiceProvider();

    /// <summary>Where databases are made, and the keys.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly PostgresServer? _server;
        private readonly List<Database> _databases = [];

        private Place(PostgresServer? server)
        {
            _server = server;
            using var keys = PersonalDataKeys.Create(new KeyId("bench"));
            Privacy.MasterKeys.KeyFile.Create(KeyFile, keys);
        }

        public string KeyFile => _folder.File("keys.json");

        public static async Task<Place> CreateAsync(DatabaseDialect dialect)
        {
            try
            {
                return new(dialect == DatabaseDialect.Postgres ? await PostgresFixture.StartServerAsync() : null);
            }
            catch (SkipException absent)
            {
                throw new BenchmarkSkippedException(absent.Message[(absent.Message.LastIndexOf('$') + 1)..]);
            }
        }

        public async Task<Database> CreateDatabaseAsync()
        {
            Database database = _server is null
                ? new SqliteDatabase(_folder.File($"{_databases.Count}.db"))
                : new PostgresDatabase(await _server.CreateDatabaseAsync());
            _databases.Add(database);
            await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync();
            return database;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var database in _databases)
            {
                await database.DisposeAsync();
            }

            if (_server is not null)
            {
                await _server.DisposeAsync();
            }

            _folder.Dispose();
        }
    }
}
