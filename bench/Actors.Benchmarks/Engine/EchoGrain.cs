namespace Actors.Benchmarks.Engine;

/// <inheritdoc cref="IEchoGrain"/>
public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> EchoAsync(int value) => Task.FromResult(value);

    public async Task<int> RelayAsync(IEchoGrain other, int times)
    {
        var sum = 0;
        for (var time = 0; time < times; time++)
        {
            sum += await other.EchoAsync(1);
        }

        return sum;
    }
}
