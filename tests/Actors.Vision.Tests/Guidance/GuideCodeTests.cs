using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class GuideCodeTests
{
    [Fact]
    public void Codes_and_guidance_texts_of_the_catalogue_belong_together_one_to_one()
    {
        var texts = Catalogue.Default.Keys.Where(key => key.Value.StartsWith("call.guide.", StringComparison.Ordinal));
        Assert.Equal(
            texts.Select(key => key.Value).Order(StringComparer.Ordinal),
            Enum.GetValues<GuideCode>().Select(code => GuideTexts.Of(code).Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_code_has_no_text() => Assert.Throws<ArgumentException>(() => GuideTexts.Of((GuideCode)99));
}
