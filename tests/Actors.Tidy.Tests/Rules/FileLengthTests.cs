namespace Actors.Tidy.Tests.Rules;

public class FileLengthTests
{
    [Theory]
    [InlineData("src/A.cs", 400, false)]
    [InlineData("src/A.cs", 401, true)]
    [InlineData("src/a.tsx", 401, true)]
    [InlineData("docs/a.md", 401, false)]
    [InlineData("src/A/Program.cs", 90, false)]
    [InlineData("src/A/Program.cs", 91, true)]
    public void It_finds_what_is_too_long(string path, int lines, bool found)
    {
        var tree = Tree.Of((path, string.Concat(Enumerable.Repeat("// line\n", lines))));

        Assert.Equal(found, new FileLength().Check(tree).Any());
    }
}
