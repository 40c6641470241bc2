using Actors.Testing;

namespace Actors.Benchmarks.Fuzz;

/// <summary>A parser or protocol state that takes network input.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Inputs">The number of inputs of a run.</param>
/// <param name="Draw">Makes the next input.</param>
/// <param name="Take">
/// Takes an input and returns whether it passed. Catches documented exceptions; any other is a finding. May write into the
/// input.
/// </param>
internal sealed record FuzzTarget(string Name, int Inputs, Func<SeededRandom, byte[]> Draw, Func<byte[], bool> Take)
    : IAsyncDisposable
{
    /// <summary>Objects to dispose of at the end.</summary>
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

/// <summary>Everything that reads network input.</summary>
internal static class FuzzTargets
{
    /// <summary>Creates all targets.</summary>
    public static IEnumerable<FuzzTarget> All() =>
    [
        StunTargets.Message(), StunTargets.Agents(), SdpTargets.Candidate(), SdpTargets.Offer(), SdpTargets.Answer(),
        DtlsTargets.Records(), DtlsTargets.Handshake(), RtpTargets.Header(), RtpTargets.Rtcp(), ReceiverTarget.Create(),
        RtpTargets.Srtp(), Vp8Targets.Descriptor(), Vp8Targets.FrameHeader(), Vp8Targets.Decoder(), Vp8Targets.Ivf(),
        EndpointTarget.Create(),
    ];
}

/// <summary>A target handled an input wrongly without throwing.</summary>
/// <param name="what">What it did.</param>
internal sealed class FuzzFindingException(string what) : Exception(what);
