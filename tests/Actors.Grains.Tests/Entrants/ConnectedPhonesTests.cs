using Actors.Domain.Entrants;
using Actors.Grains.Entrants;
using Actors.Testing;
using Actors.Testing.Engine;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Entrants;

/// <summary>Phones that are connected, by the programme of Japan: a ping after five minutes of quiet.</summary>
public sealed class ConnectedPhonesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _keys;
    private readonly TestPhone _phone = new();

    public ConnectedPhonesTests() => _keys = EntrantTown.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    /// <summary>It was told nothing of its stay, and never asked for a sign of life.</summary>
    [Fact]
    public Task Phone_that_connected_before_the_stay_began_is_shown_it_and_asked() => RunAsync(async (simulation, town) =>
    {
        var silo = await town.StartAsync();
        await EntrantTown.Entrant(silo, 1).ConnectAsync(Reference(silo), null);
        await town.LandAsync(silo, 1);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(EntrantTown.Stay(1), Assert.Single(_phone.Homes).Stay!.Stay);
        Assert.Equal(2, _phone.Pings);
        await silo.DisposeAsync();
    });

    [Fact]
    public Task After_the_end_no_prompt_is_issued() => RunAsync(async (simulation, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        await entrant.ConnectAsync(Reference(silo), null);
        await simulation.AdvanceAsync(TimeSpan.FromDays(15));
        Assert.True((await entrant.ReadAsync()).Stay!.HasEnded);
        Assert.True(_phone.AnswerPings());
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(0, _phone.Pings);
        await silo.DisposeAsync();
    });

    /// <summary>The timer of a phone that was gone without a word kept the grain in memory for ever.</summary>
    [Fact]
    public Task A_phone_that_vanishes_keeps_no_grain_awake() => RunAsync(async (simulation, town) =>
    {
        var silo = await town.StartAsync(sweeps: false);
        var entrant = await town.LandAsync(silo, 1);
        var reference = Reference(silo);
        await entrant.ConnectAsync(reference, null);
        silo.Grains.DeleteObjectReference<IPhoneObserver>(reference);
        await simulation.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Equal(1, await silo.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount());
        await silo.DisposeAsync();
    });

    /// <summary>
    /// An order for a stay that is refused made the grain forget when it had last heard of the phone.
    /// </summary>
    [Fact]
    public Task A_refused_stay_makes_no_person_unreachable() => RunAsync(async (simulation, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        await entrant.ConnectAsync(Reference(silo), null);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(8));
        await entrant.ReportConditionAsync(new("1.0.0", "test", PhoneFaults.None, 50));
        _ = _phone.AnswerPings();
        Assert.Equal(Refusals.StayGoesOn, await entrant.StartStayAsync(new(
            EntrantTown.Stay(2), TestProgrammes.Japan.Version, simulation.Clock.GetUtcNow(), IsConfirmed: true)));
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(0, _phone.Pings);
        await silo.DisposeAsync();
    });

    private IPhoneObserver Reference(TestSilo silo) => silo.Grains.CreateObjectReference<IPhoneObserver>(_phone);

    private Task<Simulation> RunAsync(Func<Simulation, EntrantTown, Task> test) =>
        Simulation.RunAsync(1, simulation => test(simulation, new(simulation, _keys)));
}
