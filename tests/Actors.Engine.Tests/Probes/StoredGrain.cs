using Orleans.Storage;

namespace Actors.Engine.Tests.Probes;

public class StoredGrain([PersistentState("sum")] IPersistentState<StoredGrain.Sum> sum) : Grain, IStoredGrain
{
    public async Task<int> Add(int number)
    {
        sum.State = new() { Value = sum.State.Value + number };
        await sum.WriteStateAsync();
        return sum.State.Value;
    }

    public async Task<int> AddAndForgive(int number)
    {
        try
        {
            return await Add(number);
        }
        catch (InconsistentStateException)
        {
            await sum.ReadStateAsync();
            return await Add(number);
        }
    }

    public Task<int> Read() => Task.FromResult(sum.State.Value);

    public Task Clear() => sum.ClearStateAsync();

    public sealed record Sum
    {
        public int Value { get; init; }
    }
}
