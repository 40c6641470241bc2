namespace Actors.Benchmarks.Harness;

/// <summary>What a line is to reach.</summary>
/// <param name="Text">In words of the table.</param>
/// <param name="IsMet">Whether it does.</param>
internal sealed record Aim(string Text, Func<Line, bool> IsMet)
{
    /// <summary>The median is to be at least so much.</summary>
    public static Aim AtLeast(double value) => new($"≥ {Figures.Of(value)}", line => line.Ours.Median.Value >= value);

    /// <summary>The median is to be at most so much.</summary>
    public static Aim AtMost(double value) => new($"≤ {Figures.Of(value)}", line => line.Ours.Median.Value <= value);

    /// <summary>Even the worst is to be at most so much.</summary>
    public static Aim WorstAtMost(double value) => new($"worst ≤ {Figures.Of(value)}", line => line.Worst <= value);

    /// <summary>The median is to be at least that part of the peer's.</summary>
    public static Aim PartOfPeer(double part) => new($"≥ {part * 100:0} % of peer", line => line.Ratio >= part);

    /// <summary>The median is to be at most so many times the peer's.</summary>
    public static Aim TimesPeer(double times) => new($"≤ {Figures.Of(times)} × peer", line => line.Ratio <= times);

    /// <summary>An item is to take at most so much processor time.</summary>
    public static Aim CpuAtMost(double microseconds) =>
        new($"CPU ≤ {Figures.Of(microseconds)} µs", line => line.Ours.Median.CpuMicroseconds <= microseconds);

    /// <summary>Both.</summary>
    public Aim And(Aim other) => new($"{Text}, {other.Text}", line => IsMet(line) && other.IsMet(line));
}
