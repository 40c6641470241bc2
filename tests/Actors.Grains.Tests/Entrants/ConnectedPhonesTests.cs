using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Grains.Entrants;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Entrants;

/// <summary>Phones that are connected, by the programme of Japan: a ping after five minutes of quiet.</summary>
public sealed class ConnectedPhonesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _keys;
    private readonly TestPhone _phone = new();

    public ConnectedPhonesTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    /// <summary>It was told nothing of its stay, and never asked for a sign of life.</summary>
    [Fact]
    public Task Phone_that_connected_before_the_stay_began_is_shown_it_and_asked() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await EntrantCluster.Entrant(silo, 1).ConnectAsync(Reference(silo), null);
        await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(EntrantCluster.Stay(1), Assert.Single(_phone.Homes).Stay!.Stay);
        Assert.Equal(2, _phone.Pings);
    });

    [Fact]
    public Task After_the_end_no_prompt_is_issued() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync(period: TimeSpan.FromHours(1));
        var entrant = await town.LandAsync(silo, 1);
        await entrant.ConnectAsync(Reference(silo), null);
        await cluster.AdvanceAsync(TimeSpan.FromDays(15));
        Assert.True((await entrant.ReadAsync()).Stay!.HasEnded);
        Assert.True(_phone.AnswerPings());
        await cluster.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(0, _phone.Pings);
    });

    /// <summary>The timer of a phone that was gone without a word kept the grain in memory for ever.</summary>
    [Fact]
    public Task A_phone_that_vanishes_keeps_no_grain_awake() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync(sweeps: false, responseTimeout: TimeSpan.FromSeconds(2));
        var entrant = await town.LandAsync(silo, 1);
        var reference = Reference(silo);
        await entrant.ConnectAsync(reference, null);
        silo.Grains.DeleteObjectReference<IPhoneObserver>(reference);
        await cluster.AdvanceAsync(TimeSpan.FromHours(6));

        // It pings every five minutes, and each ping would keep the grain in memory.
        Assert.False(cluster.Clock.NextTimerDue() - cluster.Clock.GetUtcNow() <= TimeSpan.FromMinutes(5));
    });

    /// <summary>
    /// An order for a stay that is refused made the grain forget when it had last heard of the phone.
    /// </summary>
    [Fact]
    public Task A_refused_stay_makes_no_person_unreachable() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        await entrant.ConnectAsync(Reference(silo), null);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(8));
        await entrant.ReportConditionAsync(new("1.0.0", "test", PhoneFaults.None, 50));
        _ = _phone.AnswerPings();
        Assert.Equal(Refusals.StayGoesOn, await entrant.StartStayAsync(new(
            EntrantCluster.Stay(2), TestProgrammes.Japan.Version, cluster.Clock.GetUtcNow(), IsConfirmed: true)));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(0, _phone.Pings);
    });

    private IPhoneObserver Reference(GrainServer silo) => silo.Observe<IPhoneObserver>(_phone);

    private Task RunAsync(Func<GrainCluster, EntrantCluster, Task> test) =>
        GrainCluster.RunAsync(cluster => test(cluster, new(cluster, _keys)));
}
