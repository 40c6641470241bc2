namespace Actors.EndToEnd.Tests.Interop;

/// <summary>What became of each medium that was offered.</summary>
internal static class AnsweredMedia
{
    /// <summary>The kinds of media in an answer, one after another, with a word where one is refused.</summary>
    public static IEnumerable<string> Of(string answer) =>
        from line in answer.Split("\r\n")
        where line.StartsWith("m=", StringComparison.Ordinal)
        let parts = line[2..].Split(' ')
        select parts[1] == "0" ? $"{parts[0]} refused" : parts[0];
}
