using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Accuracy;

/// <summary>A table of the model card.</summary>
internal static class AccuracyTable
{
    /// <summary>Begins one.</summary>
    public static void Begin(string title, params IReadOnlyList<string> columns)
    {
        Console.WriteLine($"\n{title}\n\n| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("--:|", columns.Count - 1))}");
    }

    /// <summary>Adds a line.</summary>
    public static void Add(params IReadOnlyList<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>So many of so many.</summary>
    public static string Of(int part, int whole) => $"{part} of {whole}";

    /// <summary>What was found, and what beside it.</summary>
    public static string[] Of(Recall recall) =>
        [Of(recall.Found, recall.Pictures), Figures.Of(recall.LeastScore), $"{recall.Elsewhere}"];
}
