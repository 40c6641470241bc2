namespace Actors.Tidy.Tests;

/// <summary>
/// A finding that is accepted in one file, and why. One line of <c>allowances.txt</c>: rule, path, reason.
/// </summary>
internal sealed record Allowance(string Rule, string Path, string Reason)
{
    private const int ShortestReason = 20;

    /// <exception cref="FormatException">A line lacks a part, or its reason says nothing.</exception>
    public static IReadOnlyList<Allowance> Parse(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)];

    public bool Covers(Finding finding) => finding.Rule == Rule && finding.Path == Path;

    private static Allowance ParseLine(string line)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 3 && parts[2].Length >= ShortestReason
            ? new(parts[0], parts[1], parts[2])
            : throw new FormatException(
                $"An allowance is: rule, path, reason of {ShortestReason} characters or more. Found: {line}");
    }
}
