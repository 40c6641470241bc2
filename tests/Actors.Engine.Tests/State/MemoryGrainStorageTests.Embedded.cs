using Actors.Engine.State;
using Orleans.Storage;

namespace Actors.Engine.Tests.State;

public sealed class MemoryGrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("sum", "1");
    private readonly MemoryGrainStorage _storage = new();

    /// <summary>It left a row that could neither be read nor written.</summary>
    [Fact]
    public async Task RefusedWrite_OfAStateThatWasClearedLeavesNothingBehind()
    {
        var stale = new GrainState<int>(1);
        await _storage.WriteStateAsync("s", Grain, stale);
        var other = await ReadAsync();
        await _storage.ClearStateAsync("s", Grain, other);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", Grain, stale));

        var read = await ReadAsync();
        Assert.False(read.RecordExists);
        read.State = 2;
        await _storage.WriteStateAsync("s", Grain, read);
        Assert.Equal(2, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Version_OfARowThatWasClearedIsNotThatOfItsSuccessor()
    {
        var stale = new GrainState<int>(1);
        await _storage.WriteStateAsync("s", Grain, stale);
        var other = await ReadAsync();
        await _storage.ClearStateAsync("s", Grain, other);
        await _storage.WriteStateAsync("s", Grain, other);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", Grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("s", Grain, stale));
    }

    private async Task<GrainState<int>> ReadAsync()
    {
        var state = new GrainState<int>();
        await _storage.ReadStateAsync("s", Grain, state);
        return state;
    }
}
