namespace Actors.WebRtc.Ice;

/// <summary>Priorities of candidates and of pairs.</summary>
public static class IcePriority
{
    /// <summary>The highest local preference.</summary>
    public const ushort BestLocalPreference = ushort.MaxValue;

    private const int RtpComponent = 1;

    /// <summary>The priority of a candidate of the first component (RFC 8445, section 5.1.2.1).</summary>
    /// <param name="kind">Its kind; the preferences are those that section 5.1.2.2 recommends.</param>
    /// <param name="localPreference">Which address of the same kind is liked better: higher.</param>
    public static uint Of(IceCandidateKind kind, ushort localPreference)
    {
        var preference = kind switch
        {
            IceCandidateKind.Host => 126u,
            IceCandidateKind.PeerReflexive => 110u,
            IceCandidateKind.ServerReflexive => 100u,
            IceCandidateKind.Relayed or _ => 0u,
        };
        return (preference << 24) | ((uint)localPreference << 8) | (256 - RtpComponent);
    }

    /// <summary>The priority of a pair (RFC 8445, section 6.1.2.3).</summary>
    /// <param name="controlling">The priority of the candidate of the side that controls.</param>
    /// <param name="controlled">That of the other. Beyond 2³¹ − 1, which nobody may claim, the order is any.</param>
    public static ulong OfPair(uint controlling, uint controlled) => unchecked(
        ((ulong)Math.Min(controlling, controlled) << 32)
        + (2 * (ulong)Math.Max(controlling, controlled))
        + (controlling > controlled ? 1u : 0u));
}
