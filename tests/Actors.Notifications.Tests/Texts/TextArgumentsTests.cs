using Actors.Notifications.Texts;

namespace Actors.Notifications.Tests.Texts;

public class TextArgumentsTests
{
    [Fact]
    public void A_name_may_occur_once() =>
        Assert.Throws<ArgumentException>(() => TextArguments.Of(("day", 1), ("day", 2)));

    [Fact]
    public void Number_and_length_are_limited()
    {
        var many = Enumerable.Range(0, Limits.TextArguments + 1).Select(number => ($"n{number}", (TextArgument)number)).ToArray();

        Assert.Throws<ArgumentException>(() => TextArguments.Of(many));
        Assert.Equal(Limits.TextArguments, TextArguments.Of(many.AsSpan(1)).All.Count);
        Assert.Throws<ArgumentException>(() => (TextArgument)new string('x', Limits.ArgumentLength + 1));
    }

    [Fact]
    public void Logs_see_the_type_of_a_value_only() => Assert.Equal("String", ((TextArgument)"Aya").ToString());

    [Fact]
    public void Logs_see_names_without_values() => Assert.Equal("name", TextArguments.Of(("name", "Aya")).ToString());
}
