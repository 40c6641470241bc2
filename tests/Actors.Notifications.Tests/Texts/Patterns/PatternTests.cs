using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Notifications.Tests.Texts.Patterns;

public class PatternTests
{
    [Theory]
    [InlineData("Plain", "Plain")]
    [InlineData("{name}", "Aya")]
    [InlineData("{ name }!", "Aya!")]
    [InlineData("It's {name}'s", "It's Aya's")]
    [InlineData("It''s", "It's")]
    [InlineData("'{name}'", "{name}")]
    [InlineData("'{it''s}'", "{it's}")]
    [InlineData("a '}' b", "a } b")]
    [InlineData("# {n}", "# 3")]
    [InlineData("{n, plural, one {# day} other {# days}}", "3 days")]
    [InlineData("{n,plural,one{# day}other{# days}}", "3 days")]
    [InlineData("{n, plural, =3 {three} one {#} other {#}}", "three")]
    [InlineData("{n, plural, other {'#' # '{#}'}}", "# 3 {#}")]
    [InlineData("{n, plural, other {{name}: {sex, select, female {her # days} other {#}}}}", "Aya: her 3 days")]
    [InlineData("{sex, select, male {his} other {their}}", "their")]
    [InlineData("{sex, select, female {# {n}} other {}}", "# 3")]
    [InlineData("{empty}", "")]
    [InlineData("", "")]
    public void Patterns_are_written_as_ICU_writes_them(string pattern, string expected)
    {
        var arguments = TextArguments.Of(("name", "Aya"), ("n", 3), ("sex", "female"), ("empty", ""));

        Assert.Equal(expected, Pattern.Parse(pattern).Format(Language.English, arguments));
    }

    [Theory]
    [InlineData("{", "\"\" is not a name for a placeholder")]
    [InlineData("{}", "\"\" is not a name for a placeholder")]
    [InlineData("{0}", "\"0\" is not a name for a placeholder")]
    [InlineData("{first-name}", "\"first-name\" is not a name for a placeholder")]
    [InlineData("a } b", "A } closes nothing")]
    [InlineData("'{ b", "An apostrophe opens a quotation that has no end")]
    [InlineData("{n", "After {n a } or a comma is missing")]
    [InlineData("{n, date, long}", "\"date\" is unknown")]
    [InlineData("{n, selectordinal, other {#}}", "\"selectordinal\" is unknown")]
    [InlineData("{n, plural}", "A , is missing")]
    [InlineData("{n, plural, }", "The plural of n has no choice \"other\"")]
    [InlineData("{n, plural, one {#}}", "The plural of n has no choice \"other\"")]
    [InlineData("{n, plural, few {#} other {#}}", "\"few\" is not a plural category")]
    [InlineData("{n, plural, offset:1 other {#}}", "A { is missing")]
    [InlineData("{n, plural, =x {#} other {#}}", "\"=x\" is not a number")]
    [InlineData("{n, plural, other {#} other {#}}", "The choice \"other\" occurs twice")]
    [InlineData("{n, plural, =1 {#} =01 {#} other {#}}", "The choice \"=01\" occurs twice")]
    [InlineData("{n, plural, other #}", "A { is missing")]
    [InlineData("{n, plural, other {#}", "A } is missing at the end")]
    [InlineData("{s, select, a {x}}", "The select of s has no choice \"other\"")]
    [InlineData("{s, select, a {x} a {y} other {z}}", "The choice \"a\" occurs twice")]
    public void What_is_not_known_is_refused_with_the_place(string pattern, string expected)
    {
        var exception = Assert.Throws<PatternException>(() => Pattern.Parse(pattern));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Matches(@"\(at character \d+\)\.$", exception.Message);
    }

    [Fact]
    public void Choices_go_only_so_deep()
    {
        Pattern.Parse(Nested(Limits.PatternDepth));
        Assert.Throws<PatternException>(() => Pattern.Parse(Nested(Limits.PatternDepth + 1)));

        static string Nested(int depth) => depth == 0 ? "x" : $"{{a, select, other {{{Nested(depth - 1)}}}}}";
    }

    [Fact]
    public void Placeholders_are_found_at_every_depth() =>
        Assert.Equal(
            ["a", "b", "c", "d"],
            Pattern.Parse("{d} {a, plural, other {{b, select, other {{c} {a}}}}} {d}").Placeholders);

    /// <summary>Made of the signs that mean something, so that most of the reader is reached.</summary>
    [Fact]
    public void Whatever_is_given_is_read_or_refused()
    {
        string[] words =
            ["{", "}", "{", "}", ",", "'", "#", " ", "n", "plural", "select", "other", "one", "=1", "{n, plural, other {"];
        var arguments = TextArguments.Of(("n", 1));
        var texts = Gen.Elements(words).ListOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            try
            {
                Pattern.Parse(text).Format(Language.English, arguments);
            }
            catch (PatternException)
            {
                // Refused.
            }
            catch (ArgumentException)
            {
                // Read, but it needs other arguments.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Text_without_signs_stays_as_it_is() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>().Filter(text => !text.Get.Any(character => character is '{' or '}' or '\'')),
            text => Pattern.Parse(text.Get).Format(Language.English, TextArguments.None) == text.Get)
            .QuickCheckThrowOnFailure();
}
