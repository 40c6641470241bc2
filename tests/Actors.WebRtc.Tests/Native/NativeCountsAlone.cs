using Actors.WebRtc.Native;

namespace Actors.WebRtc.Tests.Native;

/// <summary>Tests that count native objects run while no other test makes any.</summary>
[CollectionDefinition(nameof(NativeCounts), DisableParallelization = true)]
public class NativeCountsAlone;
