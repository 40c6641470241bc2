using Actors.Vision.Guidance;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Vision.Tests.Guidance;

/// <summary>What holds for all pictures in whatever order. Half of a script is made of pieces that lead on.</summary>
public sealed class GuideJudgementPropertyTests
{
    private const int Runs = 2_000;

    private static readonly string[] Pieces = ["ffffff", "ffffff", "lll", "lll", "rrr", "ff", "fffff", "ll"];

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(Runs);

    [Fact]
    public void No_person_passes_without_the_turn_that_was_asked_for() => Prop.ForAll(
        Scripts(GuideSample.Letters + "x"),
        script => !Passes(script.Replace('l', 'a').Replace('L', 'F').Replace('O', 'F'))).Check(Config);

    [Fact]
    public void Photographs_do_not_pass_however_they_are_held() => Prop.ForAll(
        Scripts("pan2sbouk"),
        script => !Passes(script.Replace('l', 'a').Replace('r', 'a'))).Check(Config);

    [Fact]
    public void No_person_passes_who_was_not_alone_from_the_first_good_picture_to_the_last()
    {
        var passed = 0;
        Prop.ForAll(Scripts(GuideSample.Letters), script =>
        {
            var end = EndOfPass(script);
            passed += end is null ? 0 : 1;
            var needed = GuideSample.Rules.GoodFrames + GuideSample.Rules.TurnedFrames + GuideSample.Rules.ReturnedFrames;
            return end is not { } last || !script[(last - needed)..last].Contains('2', StringComparison.Ordinal);
        }).Check(Config);
        Assert.True(passed > Runs / 100, $"{passed} of {Runs} scripts pass: that says little.");
    }

    /// <summary>Pictures come at the usual pace or four times as often.</summary>
    [Fact]
    public void A_text_is_shown_long_enough_to_be_read() => Prop.ForAll(
        Scripts(GuideSample.Letters + "x"), Gen.Elements(1, 4).ToArbitrary(), (script, pace) =>
        {
            var judgement = GuideJudgement.Begin(GuideSample.Rules, HeadSide.Left, GuideSample.Start);
            DateTimeOffset? changedAt = null;
            foreach (var (number, picture) in GuideSample.Pictures(script).Index())
            {
                var at = GuideSample.Start + (GuideSample.Interval * number / pace);
                var next = judgement.Observe(picture with { At = at });
                if (next.Stage != judgement.Stage || next.Guidance != judgement.Guidance)
                {
                    if (next.Stage == judgement.Stage && at - changedAt < GuideSample.Rules.SteadyTime)
                    {
                        return false;
                    }

                    changedAt = at;
                }

                judgement = next;
            }

            return true;
        }).Check(Config);

    [Fact]
    public void No_person_passes_with_two_faces_in_every_picture() => Prop.ForAll(
        Scripts(GuideSample.Letters), script => !Passes(new string('2', script.Length))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_person_fails_by_a_failing_detector() => Prop.ForAll(
        Scripts(GuideSample.Letters), Gen.Choose(0, 39).ToArbitrary(), (script, place) =>
        {
            var at = Math.Min(place, script.Length);
            var judgement = GuideSample.Watch(script.Insert(at, "x")).Close();
            var isBeforeTheEnd = EndOfPass(script) is not { } end || at < end;
            return !isBeforeTheEnd || judgement.Verdict!.Value.Outcome != GuideOutcome.Failed;
        }).Check(Config);

    [Fact]
    public void Pictures_that_come_late_or_twice_change_nothing() => Prop.ForAll(
        Scripts(GuideSample.Letters + "x"), Gen.Choose(0, int.MaxValue).ToArbitrary(), (script, seed) =>
        {
            var random = new Random(seed);
            var pictures = GuideSample.Pictures(script).ToList();
            var judgement = GuideJudgement.Begin(GuideSample.Rules, HeadSide.Left, GuideSample.Start);
            for (var number = 0; number < pictures.Count; number++)
            {
                judgement = judgement.Observe(pictures[number]);
                var letter = GuideSample.Letters[random.Next(GuideSample.Letters.Length)];
                var stale = GuideSample.Picture(letter, random.Next(-5, number + 1));
                if (judgement.Observe(stale) != judgement)
                {
                    return false;
                }
            }

            var straight = GuideSample.Watch(script);
            return (judgement.Verdict, judgement.Stage, judgement.Guidance, judgement.Progress)
                == (straight.Verdict, straight.Stage, straight.Guidance, straight.Progress);
        }).Check(Config);

    [Fact]
    public void A_verdict_stays() => Prop.ForAll(
        Scripts(GuideSample.Letters + "x"), Scripts(GuideSample.Letters + "x"), (script, more) =>
        {
            var closed = GuideSample.Watch(script).Close();
            var after = GuideSample.Pictures(script + more)
                .Aggregate(closed, (judgement, picture) => judgement.Observe(picture));
            return after == closed && closed.Expire(DateTimeOffset.MaxValue) == closed;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void There_is_always_a_verdict_with_a_fitting_reason_and_progress_is_a_part_of_one() => Prop.ForAll(
        Scripts(GuideSample.Letters + "x"), script =>
        {
            var judgement = GuideJudgement.Begin(GuideSample.Rules, HeadSide.Left, GuideSample.Start);
            foreach (var picture in GuideSample.Pictures(script))
            {
                judgement = judgement.Observe(picture);
                var isClosed = judgement.Stage == GuideStage.Closed;
                if (judgement.Progress is not (>= 0 and <= 1) || (judgement.Verdict is null) == isClosed)
                {
                    return false;
                }
            }

            return judgement.Close().Verdict switch
            {
                { Outcome: GuideOutcome.Passed, Reason: var reason } => reason == GuideReason.None,
                { Outcome: GuideOutcome.Unknown, Reason: var reason } =>
                    reason is GuideReason.DetectorFailed or GuideReason.TooFewPictures or GuideReason.BlankBackground
                        or GuideReason.FaceCovered,
                { Outcome: GuideOutcome.Failed, Reason: var reason } =>
                    reason is not (GuideReason.None or GuideReason.DetectorFailed or GuideReason.TooFewPictures
                        or GuideReason.BlankBackground or GuideReason.FaceCovered),
                _ => false,
            };
        }).Check(Config);

    private static bool Passes(string script) => GuideSample.Watch(script).Verdict is { Outcome: GuideOutcome.Passed };

    /// <summary>How many pictures it takes to pass; null: it does not.</summary>
    private static int? EndOfPass(string script)
    {
        var judgement = GuideJudgement.Begin(GuideSample.Rules, HeadSide.Left, GuideSample.Start);
        for (var number = 0; number < script.Length; number++)
        {
            judgement = judgement.Observe(GuideSample.Picture(script[number], number));
            if (judgement.Verdict is { Outcome: GuideOutcome.Passed })
            {
                return number + 1;
            }
        }

        return null;
    }

    private static Arbitrary<string> Scripts(string letters)
    {
        var piece = Gen.OneOf(
            Gen.Elements(Pieces),
            Gen.Elements(Pieces),
            Gen.Elements(letters.ToCharArray()).Select(letter => letter.ToString()));
        return piece.ArrayOf()
            .Select(pieces => string.Concat(pieces))
            .Select(all => all[..Math.Min(all.Length, 80)])
            .ToArbitrary();
    }
}
