using Actors.Testing;
using System.Net;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Retention;
using Actors.Protocol.Messages;
using Actors.Server.Retention;
using Actors.Server.Tests.Registration;
using Actors.Storage.ReadModels;
using Actors.Storage.Recovery;
using Actors.Testing.Databases;

namespace Actors.Server.Tests.Retention;

/// <summary>What is kept of people goes when its term is over (SPEC S3), on the whole server.</summary>
public sealed class RetentionJobTests(PostgresFixture postgres)
{
    private const string Anna = "TK1234567,1990-02-03,TESTER,ANNA,2021-04-05,anna@example.org,+819012345678,1-2-3 Minato\n";
    private static readonly string[] Remain = ["access_log", "record_key"];
    private static readonly Fix Here = new(35.6812345, 139.7712345, 12, default);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Databases => ["Sqlite", "Postgres"];

    /// <summary>Not a day before; then nothing is left but markers, also after read models are built again.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task S3_A_person_is_erased_when_the_term_after_the_stay_is_over(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        await town.ExpectAsync(Anna);
        using var phone = new RegisteringPhone(town.Server);
        var token = await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        await phone.ReadAsync(token, RegistrationProgress.Confirmed);
        var child = await AddCompanionAsync(phone);
        var (carer, companion) = (EntrantId.Parse(phone.Client.Person), EntrantId.Parse(child));
        string[] ids =
        [
            carer.ToString(), child, StayOf(carer, 1), StayOf(companion, 1),
        ];
        await town.EndAsync(carer, companion);

        Assert.Equal(0, await town.PassAsync(27.9));
        Assert.Superset(
            new HashSet<string> { "contact", "grain_state", "ledger", "phone_token", "record_key", "registration_match" },
            (await town.TracesAsync(ids)).ToHashSet());
        Assert.Equal(1L, await town.Database.ExecuteAsync("SELECT count(*) FROM roster"));
        Assert.Equal(2, await town.PassAsync(0.2));

        Assert.Equal(Remain, await town.TracesAsync(ids));
        Assert.Equal(0L, await town.Database.ExecuteAsync("SELECT count(*) FROM roster"));
        Assert.Equal(0L, await town.Database.ExecuteAsync("SELECT count(*) FROM blind_index"));
        Assert.Equal(
            2L, await town.Database.ExecuteAsync("SELECT count(*) FROM erasure WHERE rule = 'stay' AND events > 0"));
        foreach (var model in town.Get<ReadModelFeed>().Models)
        {
            await town.Get<ReadModelFeed>().RebuildAsync(model.Name, Cancelled);
        }

        Assert.Equal(Remain, await town.TracesAsync(ids));
        Assert.Empty((await town.Get<DatabaseVerifier>().RunAsync(town.Database, Cancelled)).Findings);
        Assert.Equal(
            0L, await town.Database.ExecuteAsync("SELECT CAST(coalesce(sum(people), 0) AS bigint) FROM people_counts"));
        await Assert.ThrowsAsync<RecordShreddedException>(
            async () => await town.Get<IRecordKeys>().OpenAsync(carer.Record, Cancelled));
        var logged = await town.Get<AccessLog>().ReadAboutAsync(carer.Record, 0, 100, Cancelled);
        Assert.Contains(
            logged,
            entry => entry is { ActorId: "retention", Role: "system" }
                && entry.Why.StartsWith("Erasure", StringComparison.Ordinal));
    }

    /// <summary>The token is worth nothing, and the key of the phone begins nothing again; a new key does.</summary>
    [Fact]
    public async Task E5_Who_was_erased_registers_again_as_a_new_person()
    {
        await using var town = await KeptTown.StartAsync(postgres, "Sqlite");
        using var phone = new RegisteringPhone(town.Server);
        var token = await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        await town.EndAsync(EntrantId.Parse(phone.Client.Person));
        Assert.Equal(1, await town.PassAsync(28.1));

        var read = await Assert.ThrowsAsync<RegistrationRefusedException>(() => phone.Client.ReadAsync(token, Cancelled));
        Assert.Equal(HttpStatusCode.Unauthorized, read.Status);
        var again = await Assert.ThrowsAsync<RegistrationRefusedException>(() => phone.RegisterAsync());
        Assert.Equal((HttpStatusCode.Gone, ErrorCode.RegistrationErased), (again.Status, again.Code));
        using var fresh = new RegisteringPhone(town.Server);
        await fresh.RegisterAsync();
        await fresh.Client.ArriveAsync(town.Now.AddHours(-1), Cancelled);
        Assert.NotNull((await town.Entrant(EntrantId.Parse(fresh.Client.Person)).ReadAsync()).Stay);
    }

    /// <summary>Killed before each step, it goes on and ends the same.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task S3_An_erasure_that_was_interrupted_goes_on(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        var eraser = town.Get<Eraser>();
        foreach (var step in Enum.GetValues<ErasureStep>())
        {
            using var phone = new RegisteringPhone(town.Server);
            await town.LiveAsync(phone, Here, RegisteringPhone.Details($"TK100000{(int)step}"));
            var person = EntrantId.Parse(phone.Client.Person);
            string[] ids = [person.ToString(), StayOf(person, 1)];
            await town.EndAsync(person);

            eraser.BeforeStep = next => _ = next == step ? throw new InvalidOperationException("killed") : 0;
            await Assert.ThrowsAsync<InvalidOperationException>(() => town.PassAsync(28.1));
            Assert.NotEqual(Remain, await town.TracesAsync(ids));
            eraser.BeforeStep = null;
            Assert.Equal(1, await town.PassAsync(0));
            Assert.Equal(Remain, await town.TracesAsync(ids));
            Assert.Equal(0, await town.PassAsync(0));
        }

        Assert.Empty((await town.Get<DatabaseVerifier>().RunAsync(town.Database, Cancelled)).Findings);
        Assert.Equal(
            (long)Enum.GetValues<ErasureStep>().Length,
            await town.Database.ExecuteAsync("SELECT count(*) FROM erasure WHERE erased_at IS NOT NULL"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task S3_Who_never_came_is_erased_and_a_row_nobody_needs_too(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        await town.ExpectAsync(Anna + "TK7777777,1990-02-03,LEE,MINHO,2021-04-20,,,\n");
        using var expected = new RegisteringPhone(town.Server);
        await expected.RegisterAsync();
        await expected.ReadAsync((await expected.Client.IssueTokenAsync(Cancelled)).Token, RegistrationProgress.Confirmed);
        using var unknown = new RegisteringPhone(town.Server);
        await unknown.RegisterAsync(RegisteringPhone.Details("TK9999999"));

        Assert.Equal(0, await town.PassAsync(40)); // Of the two rows, that of the expected person is in use.
        Assert.Equal(2L, await town.Database.ExecuteAsync("SELECT count(*) FROM roster"));
        Assert.Equal(0, await town.PassAsync(5));
        Assert.Equal(1L, await town.Database.ExecuteAsync("SELECT count(*) FROM roster"));
        Assert.Equal(2, await town.PassAsync(16));
        Assert.Equal(0L, await town.Database.ExecuteAsync("SELECT count(*) FROM roster"));
        Assert.Equal(Remain, await town.TracesAsync(expected.Client.Person, unknown.Client.Person));
    }

    /// <summary>A stay is erased when its own term is over, while the next one goes on.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task S3_An_earlier_stay_is_erased_while_the_next_one_goes_on(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        using var phone = new RegisteringPhone(town.Server);
        await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        var person = EntrantId.Parse(phone.Client.Person);
        await town.EndAsync(person);
        Assert.Equal(0, await town.PassAsync(20));
        await phone.RegisterAsync();
        await phone.Client.ArriveAsync(town.Now.AddHours(-1), Cancelled);
        Assert.Equal(0, await town.PassAsync(8.1));

        // The grains know the number of the stay, and nothing of what happened in it.
        Assert.Subset(
            new HashSet<string> { "grain_state", "ledger", "record_key" },
            (await town.TracesAsync(StayOf(person, 1))).ToHashSet());
        Assert.Equal(
            1L,
            await town.Database.ExecuteAsync("SELECT count(*) FROM ledger WHERE kind = 'entrant.stay-started'"));
        var stay = (await town.Entrant(person).ReadAsync()).Stay!;
        Assert.Equal((StayOf(person, 2), false), (stay.Stay.ToString(), stay.HasEnded));
        Assert.Equal(
            1L, await town.Database.ExecuteAsync("SELECT count(*) FROM erasure WHERE rule = 'earlier-stay'"));
        Assert.Empty((await town.Get<DatabaseVerifier>().RunAsync(town.Database, Cancelled)).Findings);
    }

    /// <summary>It is not the erasure by rule that holds it up: the alarm is for what should have gone.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task S3_What_is_held_stays_until_it_is_released(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        using var phone = new RegisteringPhone(town.Server);
        await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        var person = EntrantId.Parse(phone.Client.Person);
        await town.EndAsync(person);
        var (table, staff) = (town.Get<RetentionTable>(), new AccessActor("0123456789abcdef0123456789abcdef", "supervisor"));
        const string Matter = "appeal:0123456789abcdef";
        Assert.True(await table.HoldAsync(person, HoldReason.Appeal, Matter, staff, town.Now, Cancelled));

        Assert.Equal(0, await town.PassAsync(40));
        Assert.False(await table.BeginAsync(
            person, new(KeptTown.Programme), ErasureRules.Request, staff, town.Now, Cancelled));
        var status = await town.Get<RetentionStatusReader>().ReadAsync(Cancelled);
        Assert.Equal((0, 1, 1), (status.Due, status.DueHeld, status.Holds));
        Assert.True(await table.ReleaseAsync(person, Matter, staff, Cancelled));
        Assert.Equal(1, await town.PassAsync(0));
        Assert.Equal(Remain, await town.TracesAsync(person.ToString()));
        Assert.False(await table.HoldAsync(person, HoldReason.Legal, Matter, staff, town.Now, Cancelled));
    }

    /// <summary>The backup was made before the erasure: what it brings back is erased before anyone is served.</summary>
    [Fact]
    public async Task S3_A_restored_backup_brings_nobody_back()
    {
        using var folder = new TempFolder();
        string[] ids;
        await using (var before = await KeptTown.StartAsync(postgres, "Sqlite", folder))
        {
            using var phone = new RegisteringPhone(before.Server);
            await before.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
            var person = EntrantId.Parse(phone.Client.Person);
            ids = [person.ToString(), StayOf(person, 1)];
            await before.EndAsync(person);
        }

        var backup = Directory.CreateDirectory(folder.File("backup")).FullName;
        var files = Directory.GetFiles(Path.GetDirectoryName(backup)!, "actors.db*");
        foreach (var file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(backup, Path.GetFileName(file)));
        }

        await using (var erasing = await KeptTown.StartAsync(postgres, "Sqlite", folder))
        {
            Assert.Equal(1, await erasing.PassAsync(28.1));
        }

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(backup)!, "actors.db*")
            .Where(file => Path.GetExtension(file) is not (".erased" or ".lock")))
        {
            File.Delete(file); // Also the mark, which the server of this process may hold for a moment longer.
        }

        foreach (var file in Directory.GetFiles(backup))
        {
            File.Copy(file, Path.Combine(Path.GetDirectoryName(backup)!, Path.GetFileName(file)), overwrite: true);
        }

        await using var restored = await KeptTown.StartAsync(postgres, "Sqlite", folder);
        Assert.Equal(Remain, await restored.TracesAsync(ids));
        Assert.Equal(1L, await restored.Database.ExecuteAsync("SELECT count(*) FROM erasure WHERE rule = 'restored'"));
    }

    private static async Task<string> AddCompanionAsync(RegisteringPhone phone)
    {
        var form = new CompanionForm(
            "00000000000000a1", RegisteringPhone.Consents(), RegisteringPhone.Details("CH1234567"), default);
        return (await phone.Client.AddCompanionAsync(form, Cancelled)).Person;
    }

    private static string StayOf(EntrantId person, int number) => DeviceKey.StayOf(person, number).ToString();
}
