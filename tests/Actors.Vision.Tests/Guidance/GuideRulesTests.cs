using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class GuideRulesTests
{
    private static readonly GuideRules Default = new();

    public static TheoryData<GuideRules> Contradictions =>
    [
        Default with { GoodFrames = 0 },
        Default with { GoodFrames = 9 },
        Default with { WindowFrames = 65 },
        Default with { MinFaceWidth = 0.6f },
        Default with { MaxFaceWidth = 1.1f },
        Default with { WidthToleranceInTurn = 1 },
        Default with { MaxOffCentreX = 0 },
        Default with { MaxRollDegrees = 180 },
        Default with { FrontalTurn = 0.45f },
        Default with { FrontalTurn = float.NaN },
        Default with { TurnedFrames = 0 },
        Default with { MaxMove = 0 },
        Default with { MaxGap = TimeSpan.FromMinutes(1) },
        Default with { MinObservations = 0 },
    ];

    [Fact]
    public void The_defaults_are_what_the_specification_says()
    {
        Assert.Empty(Default.Problems());
        Assert.Equal((0.20f, 0.60f), (Default.MinFaceWidth, Default.MaxFaceWidth));
        Assert.Equal((0.15f, 0.45f, 3), (Default.FrontalTurn, Default.ChallengeTurn, Default.TurnedFrames));
    }

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Contradictions_are_named(GuideRules rules) => Assert.Single(rules.Problems());
}
