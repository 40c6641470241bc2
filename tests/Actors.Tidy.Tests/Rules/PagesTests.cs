namespace Actors.Tidy.Tests.Rules;

public class PagesTests
{
    [Theory]
    [InlineData("[a](other.md)")]
    [InlineData("[a](./other.md#two-words)")]
    [InlineData("[a](../README.md)")]
    [InlineData("[a](../src)")]
    [InlineData("[a](#title)")]
    [InlineData("[a](https://example.org/x#y)")]
    [InlineData("[a]: other.md")]
    [InlineData("`[a](gone.md)`")]
    [InlineData("```\n[a](gone.md)\n# shell comment\n```")]
    public void It_accepts(string text) => Assert.Empty(Check("# Title\n" + text));

    [Theory]
    [InlineData("[a](gone.md)")]
    [InlineData("[a](other.md#three-words)")]
    [InlineData("[a](README.md)")]
    [InlineData("[a](#gone)")]
    [InlineData("[a]: gone.md")]
    [InlineData("# A second title")]
    public void It_finds(string text) => Assert.Single(Check("# Title\n" + text));

    [Fact]
    public void It_finds_a_page_without_a_title() => Assert.Single(Check("Text"));

    private static IEnumerable<Finding> Check(string text) => new Pages().Check(Tree.Of(
        ("README.md", "# Name"),
        ("docs/other.md", "# Other\n## Two `words`!"),
        ("src/A.cs", ""),
        ("docs/page.md", text)));
}
