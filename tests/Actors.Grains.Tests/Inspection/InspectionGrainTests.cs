using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Inspection;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Entrants;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;
using Actors.Testing.Registration;

namespace Actors.Grains.Tests.Inspection;

/// <summary>E9: people are inspected in a cluster. It begins at 09:00 in Tokyo.</summary>
public sealed class InspectionGrainTests : IDisposable
{
    private const string Officer = "officer";
    private readonly TempFolder _folder = new();
    private readonly TestDevice _phone = new();
    private readonly string _keys;

    public InspectionGrainTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose()
    {
        _folder.Dispose();
        _phone.Dispose();
    }

    [Fact]
    public Task A_person_is_tested_passes_and_is_reminded_and_nothing_of_it_is_a_duty() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(1));
        await RegisterAsync(cluster, silo);
        var (inspection, entrant) = (Of(silo), silo.Grains.GetGrain<IEntrantGrain>(_phone.Person.ToString()));
        var phone = new TestPhone();
        var connection = silo.Grains.CreateObjectReference<IPhoneObserver>(phone);
        await entrant.ConnectAsync(connection, null);

        Assert.Null(await inspection.StartTestsAsync(Officer));
        await cluster.SettleAsync();
        Assert.Equal([1], phone.Tests);
        var push = Assert.Single(town.Messenger.Messages);
        Assert.Equal((MessageKind.PushTest, Lane.Calls, 1), (push.Kind, push.Lane, push.Subject));
        await inspection.ConfirmPushAsync(push.Subject);
        Assert.Null(await inspection.AnswerTestAsync(new(1, CheckItem.LocationTest, TestFault.None, PhoneFaults.None)));
        Assert.Null(await inspection.AnswerTestAsync(new(1, CheckItem.CameraTest, TestFault.None, null)));
        Assert.Equal(InspectionRefusals.Incomplete, await inspection.PassAsync(Officer, cluster.Clock.GetUtcNow()));
        foreach (var line in (await inspection.ReadAsync())!.Checklist.Where(line => line.Standing == CheckStanding.Missing))
        {
            Assert.Null(await inspection.MarkAsync(Officer, line.Item, CheckMark.Met));
        }

        Assert.True((await inspection.ReadAsync())!.MayPass);
        Assert.Equal(InspectionRefusals.LandingUnknown, await inspection.PassAsync(Officer, null));
        var landed = cluster.Clock.GetUtcNow().AddMinutes(-40);
        Assert.Null(await inspection.PassAsync(Officer, landed));
        Assert.Null(await inspection.PassAsync(Officer, landed.AddMinutes(3))); // Repeated: the stay goes on.
        var view = (await inspection.ReadAsync())!;
        Assert.Equal((landed, Officer), (view.Passing!.LandedAt, view.Passing.Staff));
        Assert.Empty((await entrant.ReadAsync()).Stay!.Prompts);

        // On the connected phone a notice; without one a message that can wait.
        await cluster.AdvanceAsync(TimeSpan.FromHours(26));
        Assert.Equal([PhoneNotice.Settings], phone.Notices);
        await entrant.DisconnectAsync(connection);
        await cluster.AdvanceAsync(TimeSpan.FromDays(3));
        var reminder = Assert.Single(town.Messenger.Messages, message => message.Kind == MessageKind.SettingReminder);
        Assert.Equal((Lane.News, _phone.Person), (reminder.Lane, reminder.Person));
    });

    [Fact]
    public Task Without_a_connected_phone_the_tests_say_so_and_may_be_waived() => RunAsync(async (cluster, town, silo) =>
    {
        await RegisterAsync(cluster, silo);
        var inspection = Of(silo);
        Assert.Null(await inspection.StartTestsAsync(Officer));
        await cluster.SettleAsync();
        Assert.Equal(
            CheckProblem.NotConnected,
            (await inspection.ReadAsync())!.Checklist.Single(line => line.Item == CheckItem.CameraTest).Problem);
        Assert.Null(await inspection.MarkAsync(Officer, CheckItem.Confirmed, CheckMark.Met));
        Assert.True((await inspection.ReadAsync())!.IsConfirmed);
        foreach (var item in Enum.GetValues<CheckItem>().Where(InspectionChecklist.IsWaivable))
        {
            Assert.Null(await inspection.MarkAsync(Officer, item, CheckMark.Waived));
        }

        Assert.Null(await inspection.PassAsync(Officer, cluster.Clock.GetUtcNow()));
    });

    /// <summary>E10: a family is inspected together.</summary>
    [Fact]
    public Task Companions_are_confirmed_and_begin_their_stays_with_the_carer() => RunAsync(async (cluster, town, silo) =>
    {
        town.Roster.Expect(TestDevice.Details(1));
        var registration = await RegisterAsync(cluster, silo);
        var child = DeviceKey.CompanionOf(_phone.Person, 1);
        Assert.Null(await registration.AddCompanionAsync(_phone.Sign(), child, Form(cluster, 2) with { Device = null }));
        await cluster.SettleAsync();
        var inspection = Of(silo);
        var view = (await inspection.ReadAsync())!;
        Assert.True(view.IsConfirmed);
        Assert.Equal((child, false), (view.Companions[0].Person, view.Companions[0].IsConfirmed));
        Assert.Equal(CheckStanding.Missing, view.Checklist.Single(line => line.Item == CheckItem.Confirmed).Standing);
        Assert.Null(await inspection.MarkAsync(Officer, CheckItem.Confirmed, CheckMark.Met));
        Assert.Equal(
            CheckStanding.Met,
            (await inspection.ReadAsync())!.Checklist.Single(line => line.Item == CheckItem.Confirmed).Standing);
        Assert.Equal(
            RegistrationRefusals.CarerAnswers,
            await silo.Grains.GetGrain<IInspectionGrain>(child.ToString()).MarkAsync(Officer, CheckItem.Pledge, CheckMark.Met));
        foreach (var item in Enum.GetValues<CheckItem>().Where(InspectionChecklist.IsWaivable))
        {
            await inspection.MarkAsync(Officer, item, CheckMark.Waived);
        }

        Assert.Null(await inspection.PassAsync(Officer, cluster.Clock.GetUtcNow()));
        Assert.True((await silo.Grains.GetGrain<IEntrantGrain>(child.ToString()).ReadAsync()).Stay!.IsConfirmed);
    });

    [Fact]
    public Task A_stay_that_is_over_is_not_begun_again_without_a_registration() => RunAsync(async (cluster, town, silo) =>
    {
        var registration = await RegisterAsync(cluster, silo);
        Assert.Null(await registration.ArriveAsync(_phone.Sign(), cluster.Clock.GetUtcNow()));
        await cluster.AdvanceAsync(TimeSpan.FromDays(16));
        Assert.True((await Of(silo).ReadAsync())!.HasStayEnded);
        Assert.Equal(Refusals.StayEnded, await Of(silo).PassAsync(Officer, cluster.Clock.GetUtcNow()));
    });

    [Fact]
    public Task What_an_officer_marked_is_there_after_a_crash() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new EntrantCluster(cluster, _keys);
        var silo = await town.StartAsync();
        await RegisterAsync(cluster, silo);
        Assert.Null(await Of(silo).MarkAsync(Officer, CheckItem.Pledge, CheckMark.Met));
        Assert.Null(await Of(silo).RecordRentalAsync(Officer, new("Airport Mobile", "A-77", new(2026, 3, 20))));
        await silo.KillAsync();
        silo = await town.StartAsync();
        var view = (await Of(silo).ReadAsync())!;
        Assert.Equal(CheckStanding.Met, view.Checklist.Single(line => line.Item == CheckItem.Pledge).Standing);
        Assert.Equal("Airport Mobile", view.Rental!.Vendor);
    });

    private Task RunAsync(Func<GrainCluster, EntrantCluster, GrainServer, Task> test) => GrainCluster.RunAsync(async cluster =>
    {
        var town = new EntrantCluster(cluster, _keys);
        await test(cluster, town, await town.StartAsync());
    });

    private IInspectionGrain Of(GrainServer silo) => silo.Grains.GetGrain<IInspectionGrain>(_phone.Person.ToString());

    private Submission Form(GrainCluster cluster, int number) => new(
        TestProgrammes.Japan.Version, TestDevice.Details(number), [.. TestDevice.Consents(cluster.Clock.GetUtcNow())],
        PhoneFaults.None, "en", _phone.Key);

    private async Task<IRegistrationGrain> RegisterAsync(GrainCluster cluster, GrainServer silo)
    {
        Assert.Null(await silo.Grains.GetGrain<IInspectionGrain>(_phone.Person.ToString()).ReadAsync());
        var registration = silo.Grains.GetGrain<IRegistrationGrain>(_phone.Person.ToString());
        Assert.Null(await registration.SubmitAsync(Form(cluster, 1)));
        await cluster.SettleAsync();
        return registration;
    }
}
