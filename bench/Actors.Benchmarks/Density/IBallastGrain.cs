namespace Actors.Benchmarks.Density;

/// <summary>A grain that holds as many bytes as a full state and has no storage.</summary>
[Alias("bench.ballast")]
public interface IBallastGrain : IGrainWithStringKey
{
    /// <summary>Answers.</summary>
    [Alias("touch")]
    Task<int> TouchAsync();
}
