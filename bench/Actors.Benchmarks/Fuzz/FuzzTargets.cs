namespace Actors.Benchmarks.Fuzz;

/// <summary>Everything that reads what the network brings.</summary>
internal static class FuzzTargets
{
    /// <summary>All of it, a new one each time.</summary>
    public static IEnumerable<FuzzTarget> All() =>
    [
        StunTargets.Message(), StunTargets.Agents(), SdpTargets.Candidate(), SdpTargets.Offer(), SdpTargets.Answer(),
        DtlsTargets.Records(), DtlsTargets.Handshake(), RtpTargets.Header(), RtpTargets.Rtcp(), ReceiverTarget.Create(),
        RtpTargets.Srtp(), Vp8Targets.Descriptor(), Vp8Targets.FrameHeader(), Vp8Targets.Decoder(), Vp8Targets.Ivf(),
        EndpointTarget.Create(),
    ];
}
