namespace Actors.Tidy.Tests.Rules;

public class CodeSizeTests
{
    private const string Line = "int x;\n";

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void It_finds_too_much_code(int more, bool found)
    {
        var text = string.Concat(
            Enumerable.Repeat("int x; // y\n\n/* z\n*/\n/// <summary>z</summary>\n", CodeSize.MaxCodeLines + more));

        Assert.Equal(found ? ["CodeLines"] : [], Check(("src/A.cs", text), ("tests/A.cs", Line)));
    }

    [Fact]
    public void A_text_of_several_lines_is_code() =>
        Assert.Equal(3, new TreeFile("src/A.cs", "var a = \"\"\"\n\n    \"\"\";\n").CodeLines);

    [Theory]
    [InlineData(CodeSize.MaxTinyPercent, false)]
    [InlineData(CodeSize.MaxTinyPercent + 1, true)]
    public void It_finds_too_many_tiny_files(int tiny, bool found)
    {
        var files = Enumerable.Range(0, 100).Select(number =>
            ($"src/F{number}.cs", string.Concat(Enumerable.Repeat(Line, CodeSize.TinyFile + (number < tiny ? 0 : 1)))));

        Assert.Equal(found ? ["TinyFiles"] : [], Check([.. files, ("tests/A.cs", Line)]));
    }

    private static IEnumerable<string> Check(params (string Path, string Text)[] files) =>
        new CodeSize().Check(Tree.Of(files)).Select(finding => finding.Rule);
}
