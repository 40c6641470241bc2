namespace Actors.Benchmarks.Engine;

/// <summary>A grain that does nothing, so that a call costs what the engine costs.</summary>
[Alias("bench.echo")]
public interface IEchoGrain : IGrainWithStringKey
{
    /// <summary>Answers.</summary>
    [Alias("echo")]
    Task<int> EchoAsync(int value);

    /// <summary>Asks another grain so many times, one after another.</summary>
    [Alias("relay")]
    Task<int> RelayAsync(IEchoGrain other, int times);
}
