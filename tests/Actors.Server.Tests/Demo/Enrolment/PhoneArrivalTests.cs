using Actors.Client.Simulated;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Server.Demo;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Registration;
using Actors.Server.Tests.Phones;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Server.Tests.Demo.Enrolment;

public sealed class PhoneArrivalTests
{
    private static readonly ProgrammeId Programme = ProgrammeId.Parse(ListeningServer.Programme);
    private static readonly DateTimeOffset Landing = new(2021, 4, 5, 8, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_family_is_expected_registers_is_inspected_and_begins_its_stay()
    {
        await using var server = Start();
        var seed = SeedOf(traveller => traveller is { Habit: EntryHabit.Mistypes, Companions.Count: 2 });

        var (person, token, refusal) = await ArriveAsync(server, seed);

        Assert.Null(refusal);
        Assert.NotEmpty(token);
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        var entrant = await grains.GetGrain<IEntrantGrain>(person).ReadAsync();
        Assert.True(entrant.Stay is { HasEnded: false });
        Assert.Equal(2, entrant.Companions.Length);
        var inspection = (await grains.GetGrain<IInspectionGrain>(person).ReadAsync())!;
        Assert.NotNull(inspection.Passing);
        Assert.All(
            inspection.Checklist.Where(
                line => line.Item is CheckItem.LocationTest or CheckItem.CameraTest or CheckItem.Permissions),
            line => Assert.Equal(CheckStanding.Met, line.Standing));
    }

    [Theory]
    [InlineData(EntryHabit.IsExpectedLater)]
    [InlineData(EntryHabit.MistypesTwice)]
    public async Task Who_is_not_on_the_roster_passes_unconfirmed_and_is_confirmed_once_it_is_settled(EntryHabit habit)
    {
        await using var server = Start();
        var seed = SeedOf(traveller => traveller.Habit == habit && traveller.Companions.Count == 0);
        var (person, token, refusal) = await ArriveAsync(server, seed);
        Assert.Null(refusal);
        var registration = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IRegistrationGrain>(person);
        Assert.False((await registration.ReadAsync())!.IsConfirmed);

        var arrival = Arrival(server);
        await arrival.SettleAsync(new DemoPerson(person, token, Programme, new(2021, 4, 5), seed, Landing), Landing);

        await server.Services.GetServices<IHostedService>().OfType<RosterWatch>().Single().TellAsync(Cancelled);
        while (!(await registration.ReadAsync())!.IsConfirmed)
        {
            // The registration asks the roster after it was told.
        }
    }

    private static ListeningServer Start() =>
        ListeningServer.Start(("Registration:AnswerAfter", "00:00:00.050"));

    private static ulong SeedOf(Func<Traveller, bool> fits)
    {
        for (var seed = 0UL; ; seed++)
        {
            if (fits(Traveller.Draw(seed)))
            {
                return seed;
            }
        }
    }

    private static PhoneArrival Arrival(ListeningServer server) => new(
        server.Services.GetRequiredService<FictionalRoster>(), server.Services.GetRequiredService<PlayedOfficer>(),
        server.Services.GetRequiredService<IGrainFactory>(), server.Services.GetRequiredService<IHostApplicationLifetime>());

    private static async Task<(string Person, string Token, Domain.Ledger.Refusal? Refusal)> ArriveAsync(
        ListeningServer server, ulong seed)
    {
        var clock = new FollowedClock(TimeProvider.System);
        await using var schedule = new PhoneSchedule(clock, TimeProvider.System);
        var world = new PhoneWorld
        {
            Options = server.ClientOptions,
            Clock = clock,
            Schedule = schedule,
            Wall = TimeProvider.System,
        };
        return await Arrival(server).ArriveAsync(world, Programme, seed, Landing);
    }
}
