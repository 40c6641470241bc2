using Actors.Testing;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Something that takes what the network brings.</summary>
/// <param name="Name">As it is asked for on the command line.</param>
/// <param name="Inputs">How many it is given in a run.</param>
/// <param name="Draw">Makes the next input.</param>
/// <param name="Take">
/// Takes an input and tells whether it got through. The exceptions that are documented end in there; whatever else comes out
/// is a finding. It may write into the input.
/// </param>
internal sealed record FuzzTarget(string Name, int Inputs, Func<SeededRandom, byte[]> Draw, Func<byte[], bool> Take)
    : IAsyncDisposable
{
    /// <summary>What it holds until the end.</summary>
    public IReadOnlyList<object> Holds { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var held in Holds)
        {
            if (held is IAsyncDisposable slow)
            {
                await slow.DisposeAsync();
            }
            else
            {
                (held as IDisposable)?.Dispose();
            }
        }
    }
}
