using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;

namespace Actors.Storage.Tests.States;

/// <summary>What the simulator relies on.</summary>
public sealed class InlineCommitterTests
{
    [Fact]
    public async Task In_memory_without_a_queue_everything_happens_in_the_turn_of_the_caller()
    {
        using var metrics = new StorageMetrics();
        await using var store = new MemoryStateStore(new MemoryRows(), new Fence());
        var storage = new GroupCommitGrainStorage(
            store,
            new InlineCommitter(store),
            new RecordSerializer(SampleTypes.Create()),
            new StorageHealth(new FakeTimeProvider()),
            metrics);
        var state = new GrainState<Plain>(new Plain());

        Assert.True(storage.WriteStateAsync("state", StorageUnderTest.Grain("a"), state).IsCompletedSuccessfully);
        Assert.True(storage.ReadStateAsync("state", StorageUnderTest.Grain("a"), state).IsCompletedSuccessfully);
        Assert.True(storage.ClearStateAsync("state", StorageUnderTest.Grain("a"), state).IsCompletedSuccessfully);
    }
}
