namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// The C# under <c>src</c> stays small: so many lines that hold code, blank ones and comments not counted, and not too
/// many tiny files, which cost the reader more than they say.
/// </summary>
internal sealed class CodeSize : IRule
{
    public const int MaxCodeLines = 62_000;
    public const int TinyFile = 20;
    public const int MaxTinyPercent = 10;

    public IEnumerable<Finding> Check(Tree tree)
    {
        var files = tree.CSharp.Where(file => file.IsUnder("src")).ToList();
        var lines = files.Sum(file => file.CodeLines);
        if (lines > MaxCodeLines)
        {
            yield return new("CodeLines", "src", lines, $"{lines} lines of code; {MaxCodeLines} are allowed.");
        }

        var tiny = files.Count(file => file.Lines.Length <= TinyFile);
        if (tiny * 100 > files.Count * MaxTinyPercent)
        {
            yield return new("TinyFiles", "src", tiny,
                $"{tiny} of {files.Count} files ({100.0 * tiny / files.Count:f1} %) have {TinyFile} lines or fewer; "
                + $"{MaxTinyPercent} % may. Put families into one file.");
        }
    }
}
