using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class GuideVerdictTests
{
    [Theory]
    [InlineData(GuideReason.None, "none")]
    [InlineData(GuideReason.MoreThanOneFace, "more-than-one-face")]
    [InlineData(GuideReason.StillPicture, "still-picture")]
    public void A_reason_has_a_code_in_words(GuideReason reason, string code) =>
        Assert.Equal(code, new GuideVerdict(GuideOutcome.Failed, reason).ReasonCode);
}
