namespace Actors.Tidy.Tests.Rules;

public class UsedTextsTests
{
    [Theory]
    [InlineData("say('app.text')")]
    [InlineData("new(\"app.text\")")]
    [InlineData("say(`app.${name}`)")]
    [InlineData("new($\"app.{name}\")")]
    [InlineData("<b data-text=\"app.text\">")]
    public void It_accepts(string code) => Assert.Empty(Check(code));

    [Theory]
    [InlineData("say('app.other')")]
    [InlineData("app.text")]
    [InlineData("say(`else.${name}`)")]
    public void It_finds(string code) => Assert.Equal(2, Assert.Single(Check(code)).Line);

    private static IEnumerable<Finding> Check(string code) => new UsedTexts().Check(Tree.Of(
        ("src/Actors.Notifications/Texts/Catalogue/en.json", "{\n  \"app.text\": \"Text\"\n}"), ("src/A/a.ts", code)));
}
