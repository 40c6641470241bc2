using Actors.Engine.Tests.Probes;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Actors.Engine.Tests.Observers;

public sealed class ObserverTests
{
    [Fact]
    public Task Observers_HearWhatTheGrainTells() => Probing.RunAsync(async (_, silo, _) =>
    {
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var mouth = silo.Grains.GetGrain<IMouthGrain>("a");
        await mouth.Subscribe(reference);
        Assert.Equal(1, await mouth.Say("hello"));
        Assert.Equal(["hello"], ear.Heard);
        GC.KeepAlive(ear);
    });

    [Fact]
    public Task DeletedObserver_IsForgottenByTheManager() => Probing.RunAsync(async (_, silo, _) =>
    {
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var mouth = silo.Grains.GetGrain<IMouthGrain>("a");
        await mouth.Subscribe(reference);
        silo.Grains.DeleteObjectReference<IEar>(reference);
        Assert.Equal(0, await mouth.Say("hello"));
        Assert.Empty(ear.Heard);
    });

    [Fact]
    public Task DeletedObserver_CallsToItFail() => Probing.RunAsync(async (_, silo, _) =>
    {
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        silo.Grains.DeleteObjectReference<IEar>(ear);
        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => reference.Hear("hello"));
        Assert.Contains("observer", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task FailingObserver_IsForgottenAndTheOthersHear() => Probing.RunAsync(async (_, silo, _) =>
    {
        var (good, bad) = (new Ear(), new Ear { Fails = true });
        var mouth = silo.Grains.GetGrain<IMouthGrain>("a");
        await mouth.Subscribe(silo.Grains.CreateObjectReference<IEar>(bad));
        await mouth.Subscribe(silo.Grains.CreateObjectReference<IEar>(good));
        Assert.Equal(1, await mouth.Say("hello"));
        Assert.Equal(["hello"], good.Heard);
        GC.KeepAlive(bad);
    });

    [Fact]
    public Task Subscription_EndsUnlessRenewed() => Probing.RunAsync(async (simulation, silo, _) =>
    {
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var mouth = silo.Grains.GetGrain<IMouthGrain>("a");
        await mouth.Subscribe(reference);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(4));
        await mouth.Subscribe(reference);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(1, await mouth.Say("still there"));
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await mouth.Say("anyone?"));
        Assert.Equal(["still there"], ear.Heard);
    });

    [Fact]
    public void SynchronousNotify_CountsAndClears()
    {
        var manager = new ObserverManager<string, Action<string>>(TimeSpan.FromMinutes(1), NullLogger.Instance);
        var heard = new List<string>();
        manager.Subscribe("a", heard.Add);
        manager.Subscribe("b", _ => throw new InvalidOperationException());
        manager.Notify(observer => observer("x"), observer => observer is not null);
        Assert.Equal(["x"], heard);
        Assert.Single(manager);
        Assert.Equal(["a"], manager.Observers.Keys);
        manager.Unsubscribe("a");
        Assert.Equal(0, manager.Count);
        manager.Subscribe("c", heard.Add);
        manager.Clear();
        Assert.Empty(manager);
    }

    public interface IEar : IGrainObserver
    {
        Task Hear(string word);
    }

    public interface IMouthGrain : IGrainWithStringKey
    {
        Task Subscribe(IEar ear);

        Task<int> Say(string word);
    }

    public class MouthGrain : Grain, IMouthGrain
    {
        private readonly ObserverManager<IEar> _ears;

        public MouthGrain(TimeProvider clock) =>
            _ears = new(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };

        public Task Subscribe(IEar ear)
        {
            _ears.Subscribe(ear, ear);
            return Task.CompletedTask;
        }

        public async Task<int> Say(string word)
        {
            await _ears.Notify(ear => ear.Hear(word));
            return _ears.Count;
        }
    }

    private sealed class Ear : IEar
    {
        public List<string> Heard { get; } = [];

        public bool Fails { get; init; }

        public Task Hear(string word)
        {
            if (Fails)
            {
                throw new InvalidOperationException("This ear is deaf.");
            }

            Heard.Add(word);
            return Task.CompletedTask;
        }
    }
}
