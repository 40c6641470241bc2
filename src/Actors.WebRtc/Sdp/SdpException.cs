namespace Actors.WebRtc.Sdp;

/// <summary>A description cannot be read or agreed to. The text repeats nothing from it: there may be addresses in it.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="line">Where, counted from 1; 0 when it is nowhere in particular.</param>
/// <param name="explanation">What is wrong, in a sentence.</param>
public sealed class SdpException(SdpProblem problem, int line, string explanation)
    : Exception(line == 0 ? explanation : $"Line {line}: {explanation}")
{
    /// <summary>What is wrong.</summary>
    public SdpProblem Problem { get; } = problem;

    /// <summary>Where, counted from 1; 0 when it is nowhere in particular.</summary>
    public int Line { get; } = line;
}
