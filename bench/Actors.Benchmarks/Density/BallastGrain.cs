namespace Actors.Benchmarks.Density;

/// <inheritdoc cref="IBallastGrain"/>
public sealed class BallastGrain : Grain, IBallastGrain
{
    private readonly byte[] _ballast = new byte[600];

    public Task<int> TouchAsync() => Task.FromResult(_ballast.Length);
}
