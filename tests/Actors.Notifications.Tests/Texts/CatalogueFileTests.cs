using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using static Actors.Notifications.Tests.Texts.MadeUpCatalogue;

namespace Actors.Notifications.Tests.Texts;

public class CatalogueFileTests
{
    [Theory]
    [InlineData("", "The text is empty; write it.")]
    [InlineData(" ", "The text is empty; write it.")]
    [InlineData("\u3000", "The text is empty; write it.")]
    [InlineData(" {name}", "The text begins or ends with white space; remove it.")]
    [InlineData("{name} ", "The text begins or ends with white space; remove it.")]
    [InlineData("{name}\u00a0", "The text begins or ends with white space; remove it.")]
    [InlineData("Dear  {name}", "The text has two spaces in a row or a control character; write one space.")]
    [InlineData("Dear\n{name}", "The text has two spaces in a row or a control character; write one space.")]
    [InlineData("Dear {name", "After {name a } or a comma is missing")]
    [InlineData("Dear {na me}", "After {na a } or a comma is missing")]
    [InlineData("Dear {name, number}", "A , is missing")]
    public void A_faulty_text_is_named_with_its_file_and_key(string text, string expected)
    {
        var problem = new MadeUpCatalogue().Set("zh-Hans.json", Greeting, text).SoleProblem();

        Assert.Equal(("zh-Hans.json", Greeting.Value), (problem.File, problem.Key));
        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "made-up.greeting": 1 }""", "made-up.greeting", "The value is not a string")]
    [InlineData("""{ "made-up.greeting": "{name}", "made-up.greeting": "{name}" }""", "made-up.greeting", "The key occurs twice")]
    [InlineData("[]", "", "The file is not a JSON object")]
    [InlineData("{\n \"a\"", "", "The file is not valid JSON; correct line 2")]
    [InlineData("", "", "The file is not valid JSON; correct line 1")]
    public void A_faulty_file_is_named(string json, string key, string expected)
    {
        var made = new MadeUpCatalogue().SetFile("ja.json", json);

        var problems = Assert.Throws<CatalogueException>(made.Load).Problems;

        Assert.Contains(problems, problem =>
            problem.File == "ja.json" && problem.Key == key && problem.Message.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_have_several_lines()
    {
        var page = new TextKey("made-up.page.text");

        var catalogue = Language.All.Aggregate(
            new MadeUpCatalogue(), (made, language) => made.Set($"{language.Tag}.json", page, "One line.\n- A step.")).Load();

        Assert.Contains(catalogue.Keys, key => key == page);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal(
            "vi.json: The file is missing; add it.", new MadeUpCatalogue().SetFile("vi.json", null).SoleProblem().ToString());

    [Theory]
    [InlineData("fr.json")]
    [InlineData("EN.json")]
    [InlineData("ja.txt")]
    public void A_file_of_no_language_is_refused(string file) =>
        Assert.Equal(
            $"{file}: The file is not named after a language; rename it as in \"ja.json\", or remove it.",
            new MadeUpCatalogue().SetFile(file, "{}").SoleProblem().ToString());
}
