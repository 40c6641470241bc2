using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Accuracy;

/// <summary>A table of the model card.</summary>
internal static class AccuracyTable
{
    /// <summary>Prints the title and the head.</summary>
    public static void Begin(string title, params IReadOnlyList<string> columns)
    {
        Console.WriteLine($"\n{title}\n\n| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("--:|", columns.Count - 1))}");
    }

    /// <summary>Prints a row.</summary>
    public static void Add(params IReadOnlyList<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>Writes a part of a whole.</summary>
    public static string Of(int part, int whole) => $"{part} of {whole}";

    /// <summary>Writes the found faces, their lowest score, and the boxes elsewhere.</summary>
    public static string[] Of(Recall recall) =>
        [Of(recall.Found, recall.Pictures), Figures.Of(recall.LowestScore), $"{recall.Elsewhere}"];
}
