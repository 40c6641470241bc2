using System.Buffers.Binary;
using System.Text;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Registration;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;
using TypedDetails = Actors.Protocol.Messages.TypedDetails;

namespace Actors.Server.Tests.Retention;

/// <summary>
/// A thief has the database: the file of SQLite with its log, or everything that a dump of PostgreSQL has. People were
/// expected,
/// registered, were corrected, took over phones, reported, were called, got messages (SPEC S2).
/// </summary>
public sealed class StolenDatabaseTests(PostgresFixture postgres)
{
    private const double Latitude = 35.123456789012;
    private const double Longitude = 139.987654321098;

    private static readonly string[] Texts =
    [
        "ZQ8471930", "ZQ8471931", "1983-11-27", "19831127", "1983/11/27", "QUXMARKERSSON", "Quxmarkersson", "ZYXWVIANNA",
        "Zyxwvianna", "QUXCORRECTED", "+819087651234", "819087651234", "09087651234", "zyxwv.qux@marker.example",
        "9-87-6 Quxstreet", "QUXCOUGHINGNOTE", "QUXPICTURE", "push.marker.example",
    ];

    private static readonly MarkerScanner Scanner = new(Texts, [Latitude, Longitude], (Latitude, Longitude));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task S2_A_stolen_database_says_nothing_of_anybody(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        await town.ExpectAsync(
            "ZQ8471930,1983-11-27,QUXMARKERSSON,ZYXWVIANNA,2021-04-05,zyxwv.qux@marker.example,+819087651234,"
            + "9-87-6 Quxstreet\n");
        using var first = new RegisteringPhone(town.Server);
        using var second = new RegisteringPhone(town.Server);
        var token = await town.LiveAsync(first, new(Latitude, Longitude, 12, default), Details("ZQ8471930"));
        await first.ReadAsync(token, RegistrationProgress.Confirmed);
        await using (var client = new EntrantClient(token, town.Server.ClientOptions, new Quiet()))
        {
            await client.StartAsync(Cancelled);
            await client.RequestCallAsync(Cancelled);
        }

        // Another phone asks: a code is mailed. Staff correct the details.
        await second.RegisterAsync(Details("ZQ8471930"));
        var person = EntrantId.Parse(first.Client.Person);
        var registration = town.Get<IGrainFactory>().GetGrain<IRegistrationGrain>(person.ToString());
        while ((await registration.ReadAsync())!.OtherPhone is null)
        {
            // The registration learns of it after its answer.
        }

        while (await town.Database.ExecuteAsync("SELECT count(*) FROM outbox WHERE lane = 1") is 0L)
        {
            // The code is handed over after that.
        }

        await first.Client.SettleTakeoverAsync(new(IsAllowed: true), Cancelled);
        Assert.Null(await registration.CorrectByStaffAsync(
            "officer-1", new PersonDetails("ZQ8471931", new(1983, 11, 27), "QUXCORRECTED", "ZYXWVIANNA", "UTO")));

        Assert.Empty(await FindAsync(town));
        await town.Database.ExecuteAsync(
            town.Database.Dialect == DatabaseDialect.Sqlite
                ? "CREATE TABLE anything (content TEXT, raw BLOB)"
                : "CREATE TABLE anything (content text, raw bytea)");
        foreach (var (text, raw) in Unsealed())
        {
            await town.Database.ExecuteAsync("DELETE FROM anything");
            await town.Database.ExecuteAsync(
                "INSERT INTO anything (content, raw) VALUES (@text, @raw)", ("text", text), ("raw", raw));
            Assert.NotEmpty(await FindAsync(town));
        }
    }

    /// <summary>What the search must find, one at a time.</summary>
    private static IEnumerable<(string Text, byte[] Raw)> Unsealed()
    {
        foreach (var text in Texts)
        {
            yield return (text, []);
            yield return ("", Encoding.Unicode.GetBytes($"x{text}"));
            yield return (Convert.ToBase64String(Encoding.UTF8.GetBytes($"name: {text}.")), []);
        }

        yield return ("""{"lat":35.123456789012}""", []);
        var pair = new byte[2 * sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(pair, Latitude);
        yield return ("", [.. pair]);
        yield return (Convert.ToHexString(pair), []);
        BinaryPrimitives.WriteSingleLittleEndian(pair, (float)Latitude);
        BinaryPrimitives.WriteSingleLittleEndian(pair.AsSpan(sizeof(float)), (float)Longitude);
        yield return ("", [.. pair]);
        BinaryPrimitives.WriteInt32BigEndian(pair, (int)Math.Round(Latitude * 1e7));
        BinaryPrimitives.WriteInt32BigEndian(pair.AsSpan(sizeof(int)), (int)Math.Round(Longitude * 1e7));
        yield return ("", [.. pair]);
    }

    private static async Task<IReadOnlyList<string>> FindAsync(KeptTown town)
    {
        var values = new List<byte[]>();
        if (town.Database is SqliteDatabase sqlite)
        {
            values.AddRange(DatabaseFiles.OfSqlite(sqlite.Path).ReadAll());
        }

        await foreach (var (_, value) in town.ReadAllAsync())
        {
            values.Add(value);
        }

        // In one piece: thousands of small values cost more than one large one.
        return Scanner.Find([values.SelectMany(value => (byte[])[.. value, 0]).ToArray()]);
    }

    private static TypedDetails Details(string passport) => new(
        passport, passport.ToLowerInvariant(), new(1983, 11, 27), new(1983, 11, 27), "Quxmarkersson", "Zyxwvianna");

    private sealed class Quiet : PhoneListener;
}
