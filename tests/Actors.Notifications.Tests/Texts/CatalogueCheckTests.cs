using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using static Actors.Notifications.Tests.Texts.MadeUpCatalogue;

namespace Actors.Notifications.Tests.Texts;

public class CatalogueCheckTests
{
    [Fact]
    public void A_catalogue_without_mistakes_loads() => Assert.Equal(3, new MadeUpCatalogue().Load().Keys.Count);

    [Fact]
    public void A_missing_key_is_named()
    {
        var problem = new MadeUpCatalogue().Set("ne.json", Greeting, null).SoleProblem();

        Assert.Equal(new CatalogueProblem("ne.json", Greeting.Value, "The text is missing; add it in this language."), problem);
    }

    [Theory]
    [InlineData("made-up.other")]
    [InlineData("made-up.greetings")]
    public void A_key_that_english_lacks_is_refused(string key)
    {
        var problem = new MadeUpCatalogue().Set("ko.json", new(key), "Text").SoleProblem();

        Assert.Equal(("ko.json", key), (problem.File, problem.Key));
        Assert.StartsWith("en.json has no such text", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_that_english_has_must_be_there()
    {
        var problem = new MadeUpCatalogue().Set("pt.json", Greeting, "Boa tarde").SoleProblem();

        Assert.Equal("pt.json: made-up.greeting: The placeholder {name} of en.json is missing; add it.", problem.ToString());
    }

    [Fact]
    public void A_placeholder_that_english_lacks_is_refused()
    {
        var problem = new MadeUpCatalogue().Set("tl.json", Greeting, "{name} {place}").SoleProblem();

        Assert.Equal(
            "tl.json: made-up.greeting: The placeholder {place} is not in en.json; remove or rename it.", problem.ToString());
    }

    [Fact]
    public void A_placeholder_inside_of_a_choice_counts()
    {
        var problem = new MadeUpCatalogue().Set("es.json", Days, "{days, plural, one {día} other {días {left}}}").SoleProblem();

        Assert.StartsWith("The placeholder {left} is not in en.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_may_do_without_plural_where_another_has_it() =>
        Assert.Equal("3", new MadeUpCatalogue().Set("vi.json", Days, "{days}").Load()
            .Format(Language.Vietnamese, Days, ("days", 3)));

    [Theory]
    [InlineData("ja.json", "one")]
    [InlineData("vi.json", "one")]
    [InlineData("zh-Hant.json", "many")]
    [InlineData("ko.json", "one")]
    public void A_plural_category_that_the_language_has_not_is_refused(string file, string category)
    {
        var problem = new MadeUpCatalogue().Set(file, Days, $"{{days, plural, {category} {{1}} other {{#}}}}").SoleProblem();

        Assert.Equal((file, Days.Value), (problem.File, problem.Key));
        Assert.Contains($"has no plural category {category}; remove it", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en.json")]
    [InlineData("tl.json")]
    [InlineData("ne.json")]
    public void A_plural_category_that_the_language_needs_must_be_there(string file)
    {
        var problem = new MadeUpCatalogue().Set(file, Days, "{days, plural, =1 {1} other {#}}").SoleProblem();

        Assert.Equal($"{file}: made-up.days: The plural of days has no choice one; add one {{…}}.", problem.ToString());
    }

    [Fact]
    public void Spanish_may_have_many() =>
        Assert.Equal("muchos", new MadeUpCatalogue()
            .Set("es.json", Days, "{days, plural, one {uno} many {muchos} other {#}}").Load()
            .Format(Language.Spanish, Days, ("days", 2_000_000)));

    [Fact]
    public void A_select_has_the_same_words_in_every_language()
    {
        var problem = new MadeUpCatalogue().Set("ja.json", Mood, "{mood, select, gut {:)} other {:|}}").SoleProblem();

        Assert.Equal(("ja.json", Mood.Value), (problem.File, problem.Key));
        Assert.StartsWith("The words of its select differ from en.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var made = new MadeUpCatalogue().Set("ja.json", Greeting, "").Set("ko.json", Mood, "").SetFile("en.json", null);

        var exception = Assert.Throws<CatalogueException>(made.Load);

        Assert.Equal(["en.json", "ja.json", "ko.json"], exception.Problems.Select(problem => problem.File).Order());
        Assert.All(
            exception.Problems, problem => Assert.Contains(problem.ToString(), exception.Message, StringComparison.Ordinal));
    }
}
