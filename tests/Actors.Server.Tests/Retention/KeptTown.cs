using System.Globalization;
using System.Net;
using System.Text;
using Actors.Client;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Grains.Inspection;
using Actors.Grains.Scheduling;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Retention;
using Actors.Server.Tests.Phones;
using Actors.Server.Tests.Registration;
using Actors.Storage.Databases;
using Actors.Storage.Outages;
using Actors.Storage.ReadModels;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Retention;

/// <summary>A whole server, and people who register, are followed, and leave.</summary>
internal sealed class KeptTown : IAsyncDisposable
{
    public const string Programme = "japan-2021";
    private const string Header = "passport number,date of birth,surname,given names,arrival date,email,phone,address\n";
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;

    private KeptTown(ListeningServer server, TempFolder folder, bool ownsFolder) =>
        (Server, _folder, _ownsFolder) = (server, folder, ownsFolder);

    public ListeningServer Server { get; }

    public RetentionJob Job => Get<RetentionJob>();

    public Database Database => Get<Database>();

    public DateTimeOffset Now => Get<IProgrammeTime>().Now;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a server in the morning of 5 April 2021 in Tokyo, or one on the data of another.</summary>
    public static async Task<KeptTown> StartAsync(PostgresFixture postgres, string kind, TempFolder? folder = null)
    {
        var settings = new List<(string, string)>
        {
            ("Registration:AnswerAfter", "00:00:00.05"), ("Registration:RequestsPerPerson", "100000"), ("Clock:Speed", "1"),
        };
        if (kind == "Postgres")
        {
            settings.Add(("Storage:Kind", kind));
            settings.Add(("Storage:ConnectionString", await postgres.CreateDatabaseAsync(Cancelled)));
        }

        return new(ListeningServer.Start(folder, [.. settings]), folder ?? new(), folder is null);
    }

    public T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    public IEntrantGrain Entrant(EntrantId person) => Get<IGrainFactory>().GetGrain<IEntrantGrain>(person.ToString());

    /// <summary>Expects people on the roster.</summary>
    public async Task ExpectAsync(string rows)
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        using var content = new StringContent(Header + rows, Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync($"/staff/roster/{Programme}/imports", content, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>
    /// A person registers, meets the officer, lands, checks in, reports, and is filmed. Gives the token of the phone.
    /// </summary>
    public async Task<string> LiveAsync(RegisteringPhone phone, Fix fix, TypedDetails details)
    {
        await phone.RegisterAsync(details);
        var desk = Get<IGrainFactory>().GetGrain<IInspectionGrain>(phone.Client.Person);
        Assert.Null(await desk.MarkAsync("officer", CheckItem.Pledge, CheckMark.Met));
        Assert.Null(await desk.RecordRentalAsync("officer", new("Airport Mobile", "QUXCONTRACT", new(2021, 4, 20))));
        await phone.Client.ArriveAsync(Now.AddHours(-1), Cancelled);
        var token = (await phone.Client.IssueTokenAsync(Cancelled)).Token;
        await using var client = new EntrantClient(token, Server.ClientOptions, new Quiet());
        await client.StartAsync(Cancelled);
        var at = Now;
        Assert.True((await client.CheckInAsync(fix with { TakenAt = at }, at, cancellationToken: Cancelled)).IsAccepted);
        Assert.True((await client.ReportLocationAsync(
            fix with { TakenAt = at }, at, cancellationToken: Cancelled)).IsAccepted);
        Assert.True((await client.SendAsync(
            new HealthReport(CommandId.Draw().ToString(), at, ["cough"], 36.5m, "QUXCOUGHINGNOTE"), Cancelled)).IsAccepted);
        var person = EntrantId.Parse(phone.Client.Person);
        var stay = (await Entrant(person).ReadAsync()).Stay!.Stay;
        await Get<ICallStills>().KeepAsync(
            new(stay.Record, $"call{person.ToString()[..8]}", person),
            [new(0, at, "RIFF....WEBPQUXPICTURE"u8.ToArray())], at.AddDays(7),
            Cancelled);
        return token;
    }

    /// <summary>Ends the stays of people now.</summary>
    public async Task EndAsync(params EntrantId[] people)
    {
        foreach (var person in people)
        {
            Assert.Null(await Entrant(person).EndStayAsync());
        }
    }

    /// <summary>Lets days pass, and erases what is due.</summary>
    public async Task<int?> PassAsync(double days)
    {
        Get<ProgrammeClock>().SkipTo(Now.AddDays(days));
        await Get<ReadModelFeed>().CatchUpAsync(Cancelled);
        return await Job.RunAsync(Cancelled);
    }

    /// <summary>The tables that name a person or a stay, as text or as bytes.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(params string[] ids)
    {
        var forms = ids.SelectMany(id => new[] { Encoding.ASCII.GetBytes(id), Convert.FromHexString(id) }).ToList();
        var found = new List<string>();
        await foreach (var (table, value) in ReadAllAsync())
        {
            if (!found.Contains(table) && forms.Any(form => value.AsSpan().IndexOf(form) >= 0))
            {
                found.Add(table);
            }
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every value of every table.</summary>
    public async IAsyncEnumerable<(string Table, byte[] Value)> ReadAllAsync()
    {
        var isSqlite = Database.Dialect == DatabaseDialect.Sqlite;
        var tables = new List<string>();
        await using var connection = await Database.OpenAsync(Cancelled);
        await using (var list = connection.Command(isSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
        {
            await using var names = await list.ExecuteReaderAsync(Cancelled);
            while (await names.ReadAsync(Cancelled))
            {
                tables.Add(names.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            await using var command = connection.Command(
                isSqlite ? $"SELECT * FROM \"{table}\"" : $"SELECT * FROM {table}");
            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            while (await reader.ReadAsync(Cancelled))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (!await reader.IsDBNullAsync(column, Cancelled))
                    {
                        yield return (table, reader.GetValue(column) switch
                        {
                            byte[] bytes => bytes,
                            var value => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
                        });
                    }
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    private sealed class Quiet : PhoneListener;
}
