namespace Actors.Tidy.Tests.Rules;

public class UnfinishedWorkTests
{
    private const string Mark = "TO" + "DO";

    [Theory]
    [InlineData("src/A.cs", "class A; // " + Mark + ": later")]
    [InlineData("src/A.cs", "/// <summary>" + Mark + "</summary>\nclass A;")]
    [InlineData("src/a.ts", "// FIX" + "ME")]
    [InlineData("docs/a.md", Mark)]
    [InlineData("build.sh", "# HA" + "CK")]
    public void It_finds(string path, string text) => Assert.Single(new UnfinishedWork().Check(Tree.Of((path, text))));

    [Theory]
    [InlineData("src/A.cs", "class A { string B = \"" + Mark + "\"; }")]
    [InlineData("docs/a.md", "a " + Mark + "LIST, hackathon")]
    public void It_accepts(string path, string text) => Assert.Empty(new UnfinishedWork().Check(Tree.Of((path, text))));
}
