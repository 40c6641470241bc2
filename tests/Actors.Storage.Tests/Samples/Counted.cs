namespace Actors.Storage.Tests.Samples;

/// <summary>The count became so much.</summary>
[Alias("test.counted")]
public sealed record Counted(long Count);
