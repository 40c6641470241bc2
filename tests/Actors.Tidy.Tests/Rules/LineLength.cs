namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// No line of C# is longer than 130 characters. Editors wrap at 120, as .editorconfig says; the rest is for what reads
/// worse when it is broken. References of the documentation cannot be broken at all.
/// </summary>
internal sealed class LineLength : IRule
{
    public const int Longest = 130;

    /// <summary>Still to be brought under the rule.</summary>
    private static readonly string[] Exempt = ["bench"];

    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.CSharp
        where !file.IsUnder(Exempt)
        from line in file.Lines.Select((text, index) => (Number: index + 1, Text: text))
        where line.Text.Length > Longest && !line.Text.Contains("cref=", StringComparison.Ordinal)
        select file.Finding(nameof(LineLength), line.Number, $"{line.Text.Length} characters; {Longest} are allowed.");
}
