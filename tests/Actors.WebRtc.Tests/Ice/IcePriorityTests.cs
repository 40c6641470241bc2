using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Tests.Ice;

public sealed class IcePriorityTests
{
    /// <summary>The figures that every implementation writes for its only address.</summary>
    [Theory]
    [InlineData(IceCandidateKind.Host, 65535, 2130706431u)]
    [InlineData(IceCandidateKind.PeerReflexive, 65535, 1862270975u)]
    [InlineData(IceCandidateKind.ServerReflexive, 65535, 1694498815u)]
    [InlineData(IceCandidateKind.Relayed, 65535, 16777215u)]
    [InlineData(IceCandidateKind.Host, 0, 2113929471u)]
    public void A_candidate_has_one(IceCandidateKind kind, int localPreference, uint priority) =>
        Assert.Equal(priority, IcePriority.Of(kind, (ushort)localPreference));

    [Theory]
    [InlineData(2u, 1u, (1ul << 32) + 4 + 1)]
    [InlineData(1u, 2u, (1ul << 32) + 4)]
    [InlineData(3u, 3u, (3ul << 32) + 6)]
    [InlineData((uint)int.MaxValue, (uint)int.MaxValue, (2147483647ul << 32) + 4294967294ul)]
    public void A_pair_has_one(uint controlling, uint controlled, ulong priority) =>
        Assert.Equal(priority, IcePriority.OfPair(controlling, controlled));
}
