using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Registration;
using Actors.Grains.Entrants;
using Actors.Grains.Registration;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;
using Actors.Testing.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Registration;

/// <summary>People register in a cluster. It begins at 09:00 in Tokyo.</summary>
public sealed class RegistrationGrainTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDevice _phone = new();
    private readonly TestDevice _other = new();
    private readonly string _keys;

    public RegistrationGrainTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose()
    {
        _folder.Dispose();
        _phone.Dispose();
        _other.Dispose();
    }

    /// <summary>E3: an exact match confirms, before and after the stay began.</summary>
    [Fact]
    public Task A_person_on_the_roster_is_confirmed() => RunAsync(async (cluster, town, silo) =>
    {
        var row = town.Roster.Expect(TestDevice.Details(1), nameDiffers: true);
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        Assert.Equal(TestDevice.Details(1), await registration.ReadDetailsAsync());
        var view = (await registration.ReadAsync())!;
        Assert.Equal((true, true), (view.IsConfirmed, view.NameDiffers));
        Assert.Null(await registration.BeginStayAsync(cluster.Clock.GetUtcNow()));
        Assert.True((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.IsConfirmed);
        Assert.NotEqual(default, row);
    });

    /// <summary>E4: an unconfirmed person may do everything, and is confirmed by the next import.</summary>
    [Fact]
    public Task A_person_whom_a_later_import_names_is_confirmed_during_the_stay() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        Assert.Null(await registration.ArriveAsync(_phone.Sign(), cluster.Clock.GetUtcNow()));
        Assert.False((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.IsConfirmed);
        town.Roster.Expect(TestDevice.Details(1));
        await registration.MatchAgainAsync();
        await cluster.SettleAsync();
        Assert.True((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.IsConfirmed);
    });

    [Fact]
    public Task A_person_who_corrects_the_details_is_matched_again() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(2));
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        Assert.Null(await registration.CorrectAsync(_phone.Sign(), TestDevice.Details(2)));
        await cluster.SettleAsync();
        Assert.True((await registration.ReadAsync())!.IsConfirmed);
        Assert.Equal(RegistrationRefusals.AlreadyConfirmed, await registration.UpholdAsync(_phone.Sign()));

        // The details of before are free for another person.
        Assert.Null((await (await RegisterAsync(cluster, silo, _other, 1)).ReadAsync())!.OtherPhone);
        Assert.Null((await registration.ReadAsync())!.OtherPhone);
    });

    [Fact]
    public Task Staff_get_a_person_whom_nothing_confirms_by_the_second_day() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        await registration.BeginStayAsync(cluster.Clock.GetUtcNow());
        await cluster.AdvanceAsync(TimeSpan.FromHours(40));
        Assert.True((await registration.ReadAsync())!.IsLookedAt);
        Assert.Contains(
            await HistoryAsync(silo, _phone.Person),
            happened => happened is EntrantEvent.FollowUpOpened { FollowUp: FollowUps.Unconfirmed });
    });

    /// <summary>E10: own record, own stay, answered by the phone of the carer.</summary>
    [Fact]
    public Task Companions_have_stays_of_their_own_that_begin_with_that_of_the_carer() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(2));
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        var first = DeviceKey.CompanionOf(_phone.Person, 1);
        var child = Form(cluster, _phone, 2) with { Device = null };
        Assert.Null(await registration.AddCompanionAsync(_phone.Sign(), first, child));
        Assert.Null(await registration.AddCompanionAsync(_phone.Sign(), first, child));
        await cluster.SettleAsync();
        var landedAt = cluster.Clock.GetUtcNow();
        Assert.Null(await registration.BeginStayAsync(landedAt));
        var second = DeviceKey.CompanionOf(_phone.Person, 2);
        Assert.Null(await registration.AddCompanionAsync(_phone.Sign(), second, Form(cluster, _phone, 3)));
        await cluster.SettleAsync();

        var carer = await EntrantOf(silo, _phone.Person).ReadAsync();
        Assert.Equal([first, second], carer.Companions);
        Assert.True((await EntrantOf(silo, first).ReadAsync()).Stay!.IsConfirmed);
        Assert.False((await EntrantOf(silo, second).ReadAsync()).Stay!.IsConfirmed);
        Assert.Null(await registration.BeginStayAsync(landedAt)); // Repeated: goes on.
        Assert.Equal(Refusals.StayGoesOn, await registration.BeginStayAsync(landedAt.AddHours(-1)));
        Assert.Equal(
            RegistrationRefusals.SignatureWrong,
            await registration.AddCompanionAsync(_other.Sign(person: _phone.Person), EntrantId.New(), child));
    });

    [Fact]
    public Task Another_phone_takes_over_with_consent() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        await registration.BeginStayAsync(cluster.Clock.GetUtcNow());
        var shown = new TestPhone();
        await EntrantOf(silo, _phone.Person).ConnectAsync(silo.Observe<IPhoneObserver>(shown), null);
        var newcomer = await RegisterAsync(cluster, silo, _other, 1);
        Assert.Contains(PhoneNotice.OtherPhone, shown.Notices);
        Assert.Equal(_other.Person, (await registration.ReadAsync())!.OtherPhone!.By);
        Assert.NotNull(shown.Homes[^1].Stay!.DisputedUntil);

        // To its own phone the newcomer looks like any other person whom the roster does not know.
        var view = (await newcomer.ReadAsync())!;
        Assert.Equal((false, null), (view.IsConfirmed, view.OtherPhone));
        Assert.Equal(_other.Person, (await newcomer.GrantTokenAsync(_other.Sign())).Person);
        Assert.Null(await newcomer.ArriveAsync(_other.Sign(), cluster.Clock.GetUtcNow()));

        Assert.Null(await registration.SettleTakeoverAsync(_phone.Sign(), _phone.Person, isGranted: true));
        await cluster.SettleAsync();
        Assert.Equal([_phone.Person], town.Roster.SignedOut);
        Assert.Equal(_phone.Person, (await newcomer.GrantTokenAsync(_other.Sign())).Person);
        Assert.Equal(
            RegistrationRefusals.SignatureWrong, (await registration.GrantTokenAsync(_phone.Sign())).Refusal);
        Assert.Equal(
            _phone.Person, (await registration.GrantTokenAsync(_other.Sign(person: _phone.Person))).Person);
        Assert.True((await EntrantOf(silo, _other.Person).ReadAsync()).Stay!.HasEnded);
        Assert.False((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.HasEnded);
        Assert.Null((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.DisputedUntil);
    });

    [Fact]
    public Task Another_phone_takes_over_with_the_mailed_code() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(1));
        await RegisterAsync(cluster, silo, _phone, 1);
        var newcomer = await RegisterAsync(cluster, silo, _other, 1);
        var code = Assert.Single(town.Roster.Mails).Code;
        var wrong = code == "00000000" ? "00000001" : "00000000";
        Assert.Equal(RegistrationRefusals.CodeWrong, await newcomer.TryCodeAsync(_other.Sign(), wrong));
        Assert.Null(await newcomer.TryCodeAsync(_other.Sign(), code));
        await cluster.SettleAsync();
        Assert.Equal(_phone.Person, (await newcomer.GrantTokenAsync(_other.Sign())).Person);
    });

    /// <summary>A code where there is nothing to take over is answered like a wrong one.</summary>
    [Fact]
    public Task A_code_of_a_person_without_another_phone_is_wrong() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        Assert.Equal(RegistrationRefusals.CodeWrong, await registration.TryCodeAsync(_phone.Sign(), "12345678"));
    });

    /// <summary>Until it is settled, for at most a day, nothing counts as missed; then duties count on the old phone.</summary>
    [Fact]
    public Task Nothing_counts_as_missed_for_a_day_while_two_phones_ask() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(1));
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        await registration.BeginStayAsync(cluster.Clock.GetUtcNow().AddDays(-3));
        var entrant = EntrantOf(silo, _phone.Person);
        var shown = new TestPhone();
        await entrant.ConnectAsync(silo.Observe<IPhoneObserver>(shown), null);
        await RegisterAsync(cluster, silo, _other, 1);
        await LiveAsync(cluster, entrant, shown, hours: 24);
        var first = await ClosedAsync(silo);
        Assert.NotEmpty(first);
        Assert.All(first, closed => Assert.Equal(
            (PromptOutcome.Excused, Excuse.PhoneDisputed), (closed.Outcome, closed.Excuse)));
        Assert.True((await registration.ReadAsync())!.OtherPhone!.IsOverdue);
        Assert.Contains(
            await HistoryAsync(silo, _phone.Person),
            happened => happened is EntrantEvent.FollowUpOpened { FollowUp: FollowUps.PhoneDisputed });

        await LiveAsync(cluster, entrant, shown, hours: 24);
        Assert.Contains((await ClosedAsync(silo)).Skip(first.Count), closed => closed.Outcome == PromptOutcome.Missed);
    });

    /// <summary>
    /// E5: after the end the link is closed, and the details are free for the next stay, also on another phone.
    /// </summary>
    [Fact]
    public Task After_the_stay_the_person_comes_again_on_either_phone() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        await registration.BeginStayAsync(cluster.Clock.GetUtcNow().AddDays(-14));
        await cluster.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.True((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.HasEnded);

        Assert.Null(await registration.SubmitAsync(Form(cluster, _phone, 1)));
        await cluster.SettleAsync();
        Assert.Null(await registration.BeginStayAsync(cluster.Clock.GetUtcNow()));
        Assert.False((await EntrantOf(silo, _phone.Person).ReadAsync()).Stay!.HasEnded);
        await cluster.AdvanceAsync(TimeSpan.FromDays(16));

        var newcomer = await RegisterAsync(cluster, silo, _other, 1);
        Assert.Null((await registration.ReadAsync())!.OtherPhone);
        Assert.Null(await newcomer.BeginStayAsync(cluster.Clock.GetUtcNow()));
        Assert.Equal(_other.Person, (await newcomer.GrantTokenAsync(_other.Sign())).Person);
    });

    [Fact]
    public Task A_mistyped_number_troubles_the_other_person_until_it_is_corrected() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        var newcomer = await RegisterAsync(cluster, silo, _other, 1);
        Assert.NotNull((await registration.ReadAsync())!.OtherPhone);
        await newcomer.CorrectAsync(_other.Sign(), TestDevice.Details(2));
        await cluster.SettleAsync();
        Assert.Null((await registration.ReadAsync())!.OtherPhone);
        Assert.Equal(RegistrationRefusals.NoTakeover,
            await registration.SettleTakeoverAsync(_phone.Sign(), _phone.Person, isGranted: true));
    });

    [Fact]
    public Task A_form_that_comes_again_changes_nothing() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo, _phone, 1);
        Assert.Null(await registration.SubmitAsync(Form(cluster, _phone, 1)));
        Assert.Equal(
            RegistrationRefusals.AlreadyRegistered, await registration.SubmitAsync(Form(cluster, _phone, 2)));
        Assert.Equal(
            RegistrationRefusals.SignatureWrong, await registration.SubmitAsync(Form(cluster, _other, 1)));
    });

    /// <summary>What is acknowledged is durable, and what follows of it is done after a crash too.</summary>
    [Fact]
    public Task A_server_that_dies_after_the_answer_finds_the_roster_later() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new EntrantCluster(cluster, _keys);
        town.Roster.Expect(TestDevice.Details(1));
        var silo = await town.StartAsync();
        cluster.Commits.AfterCommit = static () => throw new TimeoutException("The answer is lost.");
        await Assert.ThrowsAnyAsync<Exception>(() => Of(silo, _phone.Person).SubmitAsync(Form(cluster, _phone, 1)));
        cluster.Commits.AfterCommit = null;
        await silo.KillAsync();
        silo = await town.StartAsync();
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.True((await Of(silo, _phone.Person).ReadAsync())!.IsConfirmed);
    });

    private Task RunAsync(Func<GrainCluster, EntrantCluster, GrainServer, Task> test) => GrainCluster.RunAsync(async cluster =>
    {
        var town = new EntrantCluster(cluster, _keys);
        await test(cluster, town, await town.StartAsync());
    });

    private static Submission Form(GrainCluster cluster, TestDevice phone, int number) => new(
        TestProgrammes.Japan.Version, TestDevice.Details(number), [.. TestDevice.Consents(cluster.Clock.GetUtcNow())],
        PhoneFaults.None, "en", phone.Key);

    private static async Task<IRegistrationGrain> RegisterAsync(
        GrainCluster cluster, GrainServer silo, TestDevice phone, int number)
    {
        var registration = Of(silo, phone.Person);
        Assert.Null(await registration.SubmitAsync(Form(cluster, phone, number)));
        await cluster.SettleAsync();
        return registration;
    }

    private static IRegistrationGrain Of(GrainServer silo, EntrantId person) =>
        silo.Grains.GetGrain<IRegistrationGrain>(person.ToString());

    private static IEntrantGrain EntrantOf(GrainServer silo, EntrantId person) =>
        silo.Grains.GetGrain<IEntrantGrain>(person.ToString());

    private static async Task<IReadOnlyList<EntrantEvent>> HistoryAsync(GrainServer silo, EntrantId person)
    {
        var log = silo.Services.GetRequiredService<Storage.Ledger.LedgerLog>();
        var records = await log.ReadGrainAsync(EntrantOf(silo, person).GetGrainId(), 0, 100_000);
        return [.. records.Select(record => (EntrantEvent)record.Event.Body)];
    }

    private async Task<IReadOnlyList<EntrantEvent.PromptClosed>> ClosedAsync(GrainServer silo) =>
        [.. (await HistoryAsync(silo, _phone.Person)).OfType<EntrantEvent.PromptClosed>()];

    /// <summary>The phone gets every prompt, and the person answers none.</summary>
    private static async Task LiveAsync(GrainCluster cluster, IEntrantGrain entrant, TestPhone phone, int hours)
    {
        for (var quarter = 0; quarter < hours * 4; quarter++)
        {
            await cluster.AdvanceAsync(TimeSpan.FromMinutes(15));
            foreach (var (prompt, _) in phone.Prompts)
            {
                await entrant.ConfirmDeliveryAsync(prompt.Handle);
            }

            phone.Prompts.Clear();
        }
    }
}
