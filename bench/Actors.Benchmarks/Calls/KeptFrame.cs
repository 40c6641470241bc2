namespace Actors.Benchmarks.Calls;

/// <summary>A key frame that was looked at.</summary>
/// <param name="At">When it came.</param>
/// <param name="Data">The frame.</param>
internal sealed record KeptFrame(DateTimeOffset At, byte[] Data);
