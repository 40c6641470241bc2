namespace Actors.Tidy.Tests.Rules;

public class PlainWordsTests
{
    [Theory]
    [InlineData("src/A.cs", "/// <summary>Whoever calls waits.</summary>", true)]
    [InlineData("src/A.cs", "// Nobody is blamed.", true)]
    [InlineData("src/A.cs", "var nobody = 1; // It is a name.", false)]
    [InlineData("tests/A.cs", "// Nobody is blamed.", false)]
    [InlineData("docs/a.md", "It starts anew.", true)]
    [InlineData("docs/a.md", "It starts again.", false)]
    public void It_finds_words_that_are_not_plain(string path, string line, bool found) =>
        Assert.Equal(found, new PlainWords().Check(Tree.Of((path, line))).Any());
}
