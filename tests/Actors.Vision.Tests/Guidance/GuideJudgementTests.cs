using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class GuideJudgementTests
{
    [Theory]
    [InlineData("ffffff lll ff", HeadSide.Left)]
    [InlineData("ffffff rrr ff", HeadSide.Right)]
    [InlineData("ffffff ffffaalllaaff", HeadSide.Left)]
    [InlineData("nnnssssffffff lll ff", HeadSide.Left)]
    [InlineData("fffkfwff lll ff", HeadSide.Left)]
    [InlineData("ffffff rrrrr llllll ff", HeadSide.Left)]
    [InlineData("ffffff llnlll ff", HeadSide.Left)]
    [InlineData("ffffff lll nnn ff", HeadSide.Left)]
    [InlineData("ffffff lll fsff", HeadSide.Left)]
    [InlineData("fffxfff lxll fxf", HeadSide.Left)]
    [InlineData("wwwwwwww ffffff lll ff", HeadSide.Left)]
    [InlineData("ffffff lLl ff", HeadSide.Left)]
    [InlineData("ffffff LLL Ff", HeadSide.Left)]
    public void A_face_that_comes_into_the_frame_turns_and_comes_back_passes(string pictures, HeadSide challenge)
    {
        var judgement = GuideSample.Watch(pictures.Replace(" ", "", StringComparison.Ordinal), challenge);
        Assert.Equal(new GuideVerdict(GuideOutcome.Passed, GuideReason.None), judgement.Verdict);
        Assert.Equal(GuideCode.Done, judgement.Guidance);
        Assert.Equal(1, judgement.Progress);
    }

    [Theory]
    [InlineData("", "n", GuideReason.NoFace)]
    [InlineData("", "2", GuideReason.MoreThanOneFace)]
    [InlineData("", "s", GuideReason.TooFar)]
    [InlineData("", "b", GuideReason.TooNear)]
    [InlineData("", "o", GuideReason.NotInFrame)]
    [InlineData("", "e", GuideReason.NotInFrame)]
    [InlineData("", "d", GuideReason.TooDark)]
    [InlineData("", "D", GuideReason.TooDark)]
    [InlineData("", "u", GuideReason.NotUpright)]
    [InlineData("", "k", GuideReason.NotUpright)]
    [InlineData("", "h", GuideReason.NotStill)]
    [InlineData("", "a", GuideReason.NotAhead)]
    [InlineData("", "l", GuideReason.NotAhead)]
    [InlineData("", "f", GuideReason.NoTurn)]
    [InlineData("", "p", GuideReason.StillPicture)]
    [InlineData("ffffff", "r", GuideReason.NoTurn)]
    [InlineData("ffffff", "a", GuideReason.NoTurn)]
    [InlineData("ffffff", "llf", GuideReason.NoTurn)]
    [InlineData("ffffff", "l", GuideReason.NoTurnBack)]
    [InlineData("fffffflll", "fl", GuideReason.NoTurnBack)]
    [InlineData("fffffflll", "a", GuideReason.NoTurnBack)]
    [InlineData("fffffflll", "u", GuideReason.NoTurnBack)]
    [InlineData("fffffflll", "n", GuideReason.NoFace)]
    [InlineData("ffffff", "nnnnlll", GuideReason.NoFace)]
    [InlineData("", "fffffl2", GuideReason.NotAhead)]
    [InlineData("", "F", GuideReason.NoFace)]
    [InlineData("ffffff", "lOl", GuideReason.NoTurn)]
    [InlineData("ffffff", "fnLL", GuideReason.NoTurn)]
    [InlineData("", "fffff2", GuideReason.MoreThanOneFace)]
    public void What_is_not_as_it_should_be_fails_with_its_reason(string pictures, string then, GuideReason reason) =>
        Assert.Equal(new GuideVerdict(GuideOutcome.Failed, reason), GuideSample.Judge(pictures, then));

    [Theory]
    [InlineData("", "w", GuideReason.BlankBackground)]
    [InlineData("", "fw", GuideReason.BlankBackground)]
    [InlineData("", "m", GuideReason.FaceCovered)]
    [InlineData("", "mM", GuideReason.FaceCovered)]
    [InlineData("nnn", "M", GuideReason.FaceCovered)]
    public void A_plain_wall_or_a_covered_face_is_no_fault_of_the_person(string pictures, string then, GuideReason reason) =>
        Assert.Equal(new GuideVerdict(GuideOutcome.Unknown, reason), GuideSample.Judge(pictures, then));

    [Theory]
    [InlineData("", "x", GuideReason.DetectorFailed)]
    [InlineData("ffffffx", "f", GuideReason.DetectorFailed)]
    [InlineData("nnnnnnnnnnnnx", "n", GuideReason.DetectorFailed)]
    [InlineData("ffffff", "xxxxx", GuideReason.DetectorFailed)]
    public void A_failing_detector_is_nobodys_fault(string pictures, string then, GuideReason reason) =>
        Assert.Equal(new GuideVerdict(GuideOutcome.Unknown, reason), GuideSample.Judge(pictures, then));

    [Theory]
    [InlineData("")]
    [InlineData("nnn")]
    [InlineData("ffffffrrr")]
    public void Too_few_pictures_are_nobodys_fault(string pictures) => Assert.Equal(
        new GuideVerdict(GuideOutcome.Unknown, GuideReason.TooFewPictures), GuideSample.Watch(pictures).Close().Verdict);

    [Fact]
    public void A_detector_that_fails_six_times_in_a_row_ends_it()
    {
        Assert.Null(GuideSample.Watch("fffxxxxxfxxxxx").Verdict);
        Assert.Equal(GuideOutcome.Unknown, GuideSample.Watch("fffxxxxxx").Verdict!.Value.Outcome);
    }

    [Theory]
    [InlineData("n", GuideCode.NoFace)]
    [InlineData("2", GuideCode.MoreThanOneFace)]
    [InlineData("s", GuideCode.TooFar)]
    [InlineData("b", GuideCode.TooNear)]
    [InlineData("o", GuideCode.NotInFrame)]
    [InlineData("e", GuideCode.NotInFrame)]
    [InlineData("d", GuideCode.TooDark)]
    [InlineData("D", GuideCode.TooDark)]
    [InlineData("u", GuideCode.Upright)]
    [InlineData("k", GuideCode.Upright)]
    [InlineData("h", GuideCode.HoldStill)]
    [InlineData("w", GuideCode.ShowBackground)]
    [InlineData("a", GuideCode.TurnBack)]
    [InlineData("f", GuideCode.HoldStill)]
    [InlineData("m", GuideCode.UncoverFace)]
    [InlineData("M", GuideCode.UncoverFace)]
    [InlineData("ffffff", GuideCode.TurnLeft)]
    [InlineData("ffffffll", GuideCode.TurnLeft)]
    [InlineData("fffffflll", GuideCode.TurnBack)]
    [InlineData("ffffff2", GuideCode.MoreThanOneFace)]
    public void The_first_picture_of_a_stage_tells_what_to_do(string pictures, GuideCode expected) =>
        Assert.Equal(expected, GuideSample.Watch(pictures).Guidance);

    [Theory]
    [InlineData("sos", GuideCode.TooFar)]
    [InlineData("sososososo", GuideCode.TooFar)]
    [InlineData("ssoossooss", GuideCode.TooFar)]
    [InlineData("sssooosssooo", GuideCode.TooFar)]
    [InlineData("sssoooo", GuideCode.NotInFrame)]
    [InlineData("sokokoko", GuideCode.NotInFrame)]
    [InlineData("ffffffnnn", GuideCode.TurnLeft)]
    [InlineData("ffffffsss", GuideCode.TurnLeft)]
    [InlineData("ffffffssss", GuideCode.TooFar)]
    [InlineData("fffffflllooo", GuideCode.TurnBack)]
    [InlineData("fffffflllonooon", GuideCode.NotInFrame)]
    [InlineData("ffffff2f", GuideCode.MoreThanOneFace)]
    [InlineData("ffffff2ffff", GuideCode.HoldStill)]
    [InlineData("ssxsoxoxox", GuideCode.NotInFrame)]
    public void A_text_stays_until_another_one_was_right_for_a_while(string pictures, GuideCode expected) =>
        Assert.Equal(expected, GuideSample.Watch(pictures).Guidance);

    [Fact]
    public void The_side_is_the_persons_own_and_a_mirror_changes_it()
    {
        Assert.Equal(GuideCode.TurnRight, GuideSample.Watch("ffffff", HeadSide.Right).Guidance);
        var mirrored = GuideSample.Rules with { IsMirrored = true };
        Assert.Equal(GuideOutcome.Passed, GuideSample.Watch("ffffffrrrff", HeadSide.Left, mirrored).Verdict?.Outcome);
        Assert.Null(GuideSample.Watch("fffffflllff", HeadSide.Left, mirrored).Verdict);
    }

    [Fact]
    public void A_face_that_jumps_is_asked_to_hold_still()
    {
        var wide = GuideSample.Rules with { MaxMove = 0.02f };
        Assert.Equal(GuideStage.Framing, GuideSample.Watch("ffffffffff", rules: wide).Stage);
    }

    [Fact]
    public void A_long_gap_starts_the_check_again()
    {
        var framed = GuideSample.Watch("ffffff");
        Assert.Equal(GuideStage.Turning, framed.Observe(GuideSample.Picture('f', 15)).Stage);
        Assert.Equal(GuideStage.Framing, framed.Observe(GuideSample.Picture('f', 16)).Stage);
    }

    [Fact]
    public void Nothing_counts_from_the_deadline_on()
    {
        var almost = GuideSample.Watch(new string('n', 70) + "fffffflllf");
        var inTime = GuideSample.Picture('f', 89);
        Assert.Equal(GuideOutcome.Passed, almost.Observe(inTime).Verdict?.Outcome);
        var late = inTime with { At = almost.Deadline };
        Assert.Equal(
            new GuideVerdict(GuideOutcome.Failed, GuideReason.NoTurnBack), almost.Observe(late).Verdict);
    }

    [Fact]
    public void Time_alone_ends_it_at_the_deadline_and_not_before()
    {
        var judgement = GuideSample.Watch("nnnnnnnnnnnn");
        Assert.Null(judgement.Expire(judgement.Deadline - TimeSpan.FromTicks(1)).Verdict);
        Assert.Equal(GuideReason.NoFace, judgement.Expire(judgement.Deadline).Verdict?.Reason);
    }

    [Fact]
    public void Progress_grows_with_what_was_seen()
    {
        var steps = Enumerable.Range(0, 12).Select(length => GuideSample.Watch("fffffflllff"[..length]).Progress).ToList();
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.Equal((0f, 1f), (steps[0], steps[^1]));
    }

    [Fact]
    public void Rules_that_contradict_themselves_are_refused() => Assert.Throws<ArgumentException>(
        () => GuideJudgement.Begin(GuideSample.Rules with { GoodFrames = 9 }, HeadSide.Left, GuideSample.Start));
}
