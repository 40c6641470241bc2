namespace Actors.Tidy.Tests.Rules;

public class LineLengthTests
{
    [Theory]
    [InlineData("src/A.cs", 130, false)]
    [InlineData("src/A.cs", 131, true)]
    [InlineData("tests/A.Tests/A.cs", 131, true)]
    [InlineData("docs/a.md", 131, false)]
    public void It_finds_what_is_too_long(string path, int length, bool found)
    {
        var tree = Tree.Of((path, "class A;\n" + new string('/', length) + "\nclass B;"));

        Assert.Equal(found ? [2] : [], new LineLength().Check(tree).Select(finding => finding.Line));
    }
}
