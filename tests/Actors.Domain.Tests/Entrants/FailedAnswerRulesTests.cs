using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class FailedAnswerRulesTests
{
    private readonly ScriptedLife _life = new();

    [Fact]
    public void A_prompt_whose_answer_was_refused_is_excused_and_the_phone_is_to_be_mended()
    {
        var prompt = Fail(isHealth: false);
        _life.LiveUntil(prompt.ClosesAt!.Value);
        Assert.Contains(
            new EntrantEvent.PromptClosed(prompt.Number, PromptOutcome.Excused, Excuse.AnswerUnusable), _life.History);
        Assert.Equal(FollowUps.PhoneProblem, _life.Stay.FollowUps);
        Assert.Equal(PhoneFaults.AnswersUnusable, _life.State.Phone?.Faults);

        // It shows the next prompt, and that does not mend it; an answer does.
        var next = _life.NextPrompt(PromptKind.Location);
        _life.Deliver(next);
        Assert.Equal(FollowUps.PhoneProblem, _life.Stay.FollowUps);
        _life.Locate(next);
        Assert.Equal((FollowUps.None, PhoneFaults.None), (_life.Stay.FollowUps, _life.State.Phone?.Faults));
    }

    [Fact]
    public void A_person_who_corrects_the_answer_is_not_bothered()
    {
        var prompt = Fail(isHealth: true);
        _life.ReportHealth(_life.Now, prompt);
        _life.LiveUntil(prompt.ClosesAt!.Value);
        Assert.Equal(PromptOutcome.Answered, Assert.Single(_life.History.OfType<EntrantEvent.HealthReported>()).Outcome);
        Assert.DoesNotContain(
            _life.History, happened => happened is EntrantEvent.FollowUpOpened opened && opened.Prompt == prompt.Number);
    }

    [Fact]
    public void A_failed_health_report_does_not_excuse_a_location_prompt()
    {
        var prompt = _life.NextPrompt(PromptKind.Location);
        _life.Deliver(prompt);
        _life.Take(FailedAnswerRules.Record(_life.State, _life.Context, AnswerKind.Health, "note-too-long", _life.Now));
        _life.LiveUntil(prompt.ClosesAt!.Value);
        Assert.Contains(new EntrantEvent.PromptClosed(prompt.Number, PromptOutcome.Missed, Excuse.None), _life.History);
    }

    [Fact]
    public void Only_the_first_failure_of_a_prompt_is_kept()
    {
        var prompt = Fail(isHealth: false);
        for (var more = 0; more < 50; more++)
        {
            _life.Take(FailedAnswerRules.Record(_life.State, _life.Context, AnswerKind.Any, "not-json", _life.Now));
        }

        Assert.Single(_life.History.OfType<EntrantEvent.AnswerFailed>(), failed => failed.Prompt == prompt.Number);
    }

    /// <summary>A server that hangs may refuse an answer long after it came.</summary>
    [Fact]
    public void An_answer_that_came_in_time_excuses_a_prompt_that_was_closed_meanwhile()
    {
        var prompt = _life.NextPrompt(PromptKind.Location);
        _life.Deliver(prompt);
        var receivedAt = prompt.ClosesAt!.Value.AddSeconds(-1);
        _life.LiveUntil(prompt.ClosesAt.Value.AddMinutes(1));
        Assert.Equal(1, _life.Stay.Tally[prompt.Number.Day].Missed);
        _life.Take(FailedAnswerRules.Record(_life.State, _life.Context, AnswerKind.Location, "busy", receivedAt));
        Assert.Equal(
            (0, 1), (_life.Stay.Tally[prompt.Number.Day].Missed, _life.Stay.Tally[prompt.Number.Day].Excused));
        Assert.Equal(Excuse.AnswerUnusable, _life.Stay.Prompts.Find(prompt.Number)?.Excuse);
    }

    [Fact]
    public void The_third_in_a_row_asks_staff_to_call()
    {
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal(FollowUps.None, _life.Stay.FollowUps & FollowUps.CallDue);
            _life.LiveUntil(Fail(isHealth: false).ClosesAt!.Value);
        }

        Assert.Equal(FollowUps.CallDue, _life.Stay.FollowUps & FollowUps.CallDue);
    }

    /// <summary>An accuracy of 900 m is Android's approximate position, −1 is an invalid one of iOS.</summary>
    [Fact]
    public void Coarse_positions_are_kept_asked_for_again_and_never_a_miss()
    {
        for (var number = 1; number <= 3; number++)
        {
            var prompt = _life.NextPrompt(PromptKind.Location);
            _life.Deliver(prompt);
            _life.Locate(prompt, PresenceVerdict.Unusable);
            Assert.Equal(FollowUps.PhoneProblem, _life.Stay.FollowUps & FollowUps.PhoneProblem);
            var second = _life.NextPrompt(PromptKind.SecondFix);
            _life.Deliver(second);
            _life.LiveUntil(second.ClosesAt!.Value);
        }

        var reports = _life.History.OfType<EntrantEvent.LocationReported>().ToList();
        Assert.All(reports, report => Assert.Equal(
            (PromptOutcome.Answered, Receipt.PositionUnusable), (report.Outcome!.Value, report.Receipt)));
        Assert.All(
            _life.History.OfType<EntrantEvent.PromptClosed>().Where(closed => closed.Prompt.Index > 0),
            closed => Assert.Equal((PromptOutcome.Excused, Excuse.PositionUnusable), (closed.Outcome, closed.Excuse)));
        Assert.Equal(FollowUps.CallDue, _life.Stay.FollowUps & FollowUps.CallDue);

        _life.Locate(_life.NextPrompt(PromptKind.Location));
        Assert.Equal(
            (FollowUps.None, (byte)0, PhoneFaults.None),
            (_life.Stay.FollowUps & FollowUps.PhoneProblem, _life.Stay.UnusableLocations, _life.State.Phone!.Faults));
    }

    /// <summary>A phone an hour ahead had every answer refused.</summary>
    [Fact]
    public void A_wrong_clock_is_kept_and_shown_and_refuses_nothing()
    {
        var prompt = _life.NextPrompt(PromptKind.Location);
        _life.Deliver(prompt);
        var answer = _life.Unasked() with { Handle = _life.HandleOf(prompt), Time = new(_life.Now.AddHours(1)) };
        Assert.Equal(EntrantReply.Of(Receipt.LocationReceived), _life.Give(answer));
        var report = Assert.Single(_life.History.OfType<EntrantEvent.LocationReported>());
        Assert.Equal((_life.Now, 3_600, PromptOutcome.Answered), (report.AnsweredAt, report.ClockAheadSeconds, report.Outcome));
        Assert.Equal((PhoneFaults.ClockWrong, 3_600), (_life.State.Phone!.Faults, _life.State.Phone.ClockAheadSeconds));
        Assert.Equal(FollowUps.PhoneProblem, _life.Stay.FollowUps);

        var next = _life.NextPrompt(PromptKind.Location);
        _life.Deliver(next);
        Assert.Equal(FollowUps.PhoneProblem, _life.Stay.FollowUps);
        _life.Locate(next);
        Assert.Equal(
            (PhoneFaults.None, 0, FollowUps.None),
            (_life.State.Phone.Faults, _life.State.Phone.ClockAheadSeconds, _life.Stay.FollowUps));
    }

    private PromptState Fail(bool isHealth)
    {
        var prompt = _life.NextPrompt(isHealth ? PromptKind.Health : PromptKind.Location);
        _life.Deliver(prompt);
        var kind = isHealth ? AnswerKind.Health : AnswerKind.Location;
        _life.Take(FailedAnswerRules.Record(_life.State, _life.Context, kind, "wrong-types", _life.Now));
        return prompt;
    }
}
