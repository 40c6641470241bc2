namespace Actors.Tidy.Tests.Rules;

/// <summary>No file of code is longer than 400 lines; a start-up file no longer than 90.</summary>
internal sealed class FileLength : IRule
{
    public const int Longest = 400;
    public const int LongestProgram = 90;

    private static readonly string[] Extensions = [".cs", ".ts", ".tsx", ".js", ".mjs", ".sh", ".sql", ".css"];

    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        where Extensions.Contains(file.Extension)
        let limit = file.Name == "Program.cs" ? LongestProgram : Longest
        where file.Lines.Length > limit
        select file.Finding(nameof(FileLength), file.Lines.Length, $"{file.Lines.Length} lines; {limit} are allowed.");
}
