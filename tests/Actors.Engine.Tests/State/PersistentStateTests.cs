using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Engine.Tests.State;

public sealed class PersistentStateTests
{
    [Fact]
    public Task State_OutlivesTheActivation() => Probing.RunAsync(async (simulation, silo, _) =>
    {
        var grain = silo.Grains.GetGrain<IStoredGrain>("a");
        await grain.Add(2);
        await grain.Add(3);
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(5, await grain.Read());
        Assert.Equal(0, await silo.Grains.GetGrain<IStoredGrain>("b").Read());
    });

    [Fact]
    public Task Cleared_StateIsNew() => Probing.RunAsync(async (_, silo, _) =>
    {
        var grain = silo.Grains.GetGrain<IStoredGrain>("a");
        await grain.Add(2);
        await grain.Clear();
        Assert.Equal(0, await grain.Read());
        Assert.Equal(7, await grain.Add(7));
    });

    [Fact]
    public Task Conflict_ReachesTheCallerAndEndsTheActivation() => Probing.RunAsync(async (simulation, silo, _) =>
    {
        var grain = silo.Grains.GetGrain<IStoredGrain>("a");
        await grain.Add(2);
        await WriteBehindItsBackAsync(silo, 40);
        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Add(1));
        Assert.Equal("2", error.StoredEtag);
        Assert.Equal("1", error.CurrentEtag);

        // The next activation has read what is stored.
        Assert.Equal(41, await grain.Add(1));
    });

    [Fact]
    public Task Conflict_ThatTheGrainHandlesItselfDoesNotEndIt() => Probing.RunAsync(async (_, silo, _) =>
    {
        var grain = silo.Grains.GetGrain<IStoredGrain>("a");
        await grain.Add(2);
        await WriteBehindItsBackAsync(silo, 40);
        Assert.Equal(41, await grain.AddAndForgive(1));
    });

    [Fact]
    public Task UnreadableState_IsTheAnswerToEveryCallUntilItCanBeRead()
    {
        var storage = new BrokenStorage();
        return Probing.RunAsync(
            async (_, silo, _) =>
            {
                var grain = silo.Grains.GetGrain<IStoredGrain>("a");
                var calls = new[] { grain.Read(), grain.Add(1) };
                foreach (var call in calls)
                {
                    await Assert.ThrowsAsync<IOException>(() => call);
                }

                storage.IsBroken = false;
                Assert.Equal(0, await grain.Read());
            },
            silo => silo.Services.AddKeyedSingleton<IGrainStorage>("Default", storage));
    }

    [Fact]
    public Task SlowState_EndsTheActivationInTime()
    {
        var storage = new BrokenStorage { NeverAnswers = true };
        return Probing.RunAsync(
            async (simulation, silo, _) =>
            {
                var call = silo.Grains.GetGrain<IStoredGrain>("a").Read();
                await simulation.AdvanceAsync(TimeSpan.FromSeconds(31));
                await Assert.ThrowsAsync<TimeoutException>(() => call);
                storage.NeverAnswers = storage.IsBroken = false;
                Assert.Equal(0, await silo.Grains.GetGrain<IStoredGrain>("a").Read());
            },
            silo => silo.Services.AddKeyedSingleton<IGrainStorage>("Default", storage));
    }

    [Fact]
    public Task MissingStorage_IsNamed() => Probing.RunAsync(async (_, silo, _) =>
    {
        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => silo.Grains.GetGrain<IHomelessGrain>("a").Touch());
        Assert.Contains("\"nowhere\"", error.Message, StringComparison.Ordinal);
    });

    private static async Task WriteBehindItsBackAsync(TestSilo silo, int value)
    {
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var state = new GrainState<StoredGrain.Sum>();
        var id = silo.Grains.GetGrain<IStoredGrain>("a").GetGrainId();
        await storage.ReadStateAsync("sum", id, state);
        state.State = new() { Value = value };
        await storage.WriteStateAsync("sum", id, state);
    }

    public interface IHomelessGrain : IGrainWithStringKey
    {
        Task Touch();
    }

    public class HomelessGrain([PersistentState("s", "nowhere")] IPersistentState<StoredGrain.Sum> sum) : Grain, IHomelessGrain
    {
        public Task Touch() => sum.WriteStateAsync();
    }

    private sealed class BrokenStorage : IGrainStorage
    {
        public bool IsBroken { get; set; } = true;

        public bool NeverAnswers { get; set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            NeverAnswers ? new TaskCompletionSource().Task
            : IsBroken ? throw new IOException("The disk is gone.")
            : Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
    }
}
