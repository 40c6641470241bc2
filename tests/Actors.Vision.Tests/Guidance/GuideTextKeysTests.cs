using Actors.Notifications.Texts.Keys;
using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class GuideTextKeysTests
{
    public static TheoryData<GuideCode> Codes => [.. Enum.GetValues<GuideCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_text_in_the_catalogue(GuideCode code) =>
        Assert.Contains(KnownTexts.All, key => key.Value == GuideTextKeys.Of(code));

    [Fact]
    public void No_two_codes_say_the_same() =>
        Assert.Equal(Enum.GetValues<GuideCode>().Length, Enum.GetValues<GuideCode>().Select(GuideTextKeys.Of).Distinct().Count());

    [Fact]
    public void Every_line_of_the_guide_is_said_by_a_code() => Assert.Empty(KnownTexts.All
        .Select(key => key.Value)
        .Where(key => key.StartsWith("call.guide.", StringComparison.Ordinal))
        .Except(Enum.GetValues<GuideCode>().Select(GuideTextKeys.Of)));

    [Fact]
    public void An_unknown_code_has_none() => Assert.Throws<ArgumentOutOfRangeException>(() => GuideTextKeys.Of((GuideCode)99));
}
