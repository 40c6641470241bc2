using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Inspection;

/// <summary>E9: the officer at the airport goes through the checklist, tests the phone, and lets the person pass.</summary>
public sealed class InspectionStepsTests
{
    private const string Officer = "officer";
    private static readonly Programme Japan = ProgrammeFiles.Japan;
    private static readonly EntrantId Person = EntrantId.Parse("00000000000000000000000000000001");
    private static readonly DateTimeOffset Start = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));
    private DateTimeOffset _now = Start;
    private InspectionState _state = new();

    [Fact]
    public void Everything_is_missing_at_first_except_the_registration()
    {
        var checklist = Checklist();
        Assert.Equal(Enum.GetValues<CheckItem>(), checklist.Select(line => line.Item));
        Assert.All(checklist, line => Assert.True(line.IsRequired));
        Assert.Equal([CheckItem.Registered], Met(checklist));
        Assert.Equal(CheckProblem.NotConfirmed, Line(CheckItem.Confirmed).Problem);
        Assert.Equal(CheckProblem.NotShown, Line(CheckItem.Pledge).Problem);
        Assert.Equal(CheckProblem.NotTested, Line(CheckItem.PushTest).Problem);
        Assert.False(InspectionChecklist.IsComplete(checklist));
    }

    [Fact]
    public void What_the_officer_has_seen_is_marked_with_author_and_time_and_can_be_taken_back()
    {
        Take(InspectionSteps.Mark(_state, 1, CheckItem.Pledge, CheckMark.Met, Officer, _now));
        var line = Line(CheckItem.Pledge);
        Assert.Equal((CheckStanding.Met, Officer, _now), (line.Standing, line.Staff, line.At!.Value));
        Assert.Empty(InspectionSteps.Mark(_state, 1, CheckItem.Pledge, CheckMark.Met, "other", _now).Events); // Repeated.
        Take(InspectionSteps.Mark(_state, 1, CheckItem.Pledge, CheckMark.None, Officer, _now));
        Assert.Equal(CheckStanding.Missing, Line(CheckItem.Pledge).Standing);
    }

    [Fact]
    public void What_the_phone_shows_is_not_marked_by_hand_but_may_be_waived()
    {
        Assert.Equal(
            InspectionRefusals.NotByHand,
            InspectionSteps.Mark(_state, 1, CheckItem.PushTest, CheckMark.Met, Officer, _now).Refusal);
        Assert.Equal(
            InspectionRefusals.NotWaivable,
            InspectionSteps.Mark(_state, 1, CheckItem.Registered, CheckMark.Waived, Officer, _now).Refusal);
        Take(InspectionSteps.Mark(_state, 1, CheckItem.PushTest, CheckMark.Waived, Officer, _now));
        Assert.Equal(CheckStanding.Waived, Line(CheckItem.PushTest).Standing);
    }

    [Fact]
    public void A_mark_does_not_confirm_whom_the_registrations_do_not()
    {
        Take(InspectionSteps.Mark(_state, 1, CheckItem.Confirmed, CheckMark.Met, Officer, _now));
        Assert.Equal(CheckStanding.Missing, Line(CheckItem.Confirmed).Standing);
        Assert.Equal(CheckStanding.Met, Line(CheckItem.Confirmed, isConfirmed: true).Standing);
    }

    [Fact]
    public void Tests_wait_for_the_phone_and_then_say_what_is_wrong()
    {
        var started = Take(InspectionSteps.StartTests(_state, 1, Officer, _now));
        Assert.Equal([new InspectionEffect.RunTests(1)], started.Effects);
        Assert.Equal(CheckStanding.Waiting, Line(CheckItem.LocationTest).Standing);
        Assert.Equal(CheckStanding.Waiting, Line(CheckItem.Permissions).Standing);
        Answer(1, CheckItem.LocationTest, TestFault.Imprecise, PhoneFaults.MicrophoneDenied);
        Answer(1, CheckItem.PushTest, TestFault.None);
        Assert.Equal(CheckProblem.LocationImprecise, Line(CheckItem.LocationTest).Problem);
        Assert.Equal(CheckProblem.MicrophoneDenied, Line(CheckItem.Permissions).Problem);
        Assert.Equal(CheckStanding.Met, Line(CheckItem.PushTest).Standing);
        _now += TimeSpan.FromSeconds(61);
        Assert.Equal(
            (CheckStanding.Missing, CheckProblem.NoAnswer),
            (Line(CheckItem.CameraTest).Standing, Line(CheckItem.CameraTest).Problem));

        // Again: what passed stays, and the answer to the attempt before is refused.
        Take(InspectionSteps.StartTests(_state, 1, Officer, _now));
        Assert.Equal(CheckStanding.Met, Line(CheckItem.PushTest).Standing);
        Assert.Equal(
            InspectionRefusals.TestOver,
            InspectionSteps.Answer(_state, 1, CheckItem.CameraTest, TestFault.None, null, _now).Refusal);
        Answer(2, CheckItem.LocationTest, TestFault.None, PhoneFaults.None);
        Answer(2, CheckItem.CameraTest, TestFault.Denied);
        Assert.Equal(CheckProblem.CameraDenied, Line(CheckItem.CameraTest).Problem);
        Answer(2, CheckItem.CameraTest, TestFault.None);
        Answer(2, CheckItem.CameraTest, TestFault.NotConnected); // Out of order: the phone did answer.
        Assert.Equal(
            [
                CheckItem.Registered, CheckItem.Permissions, CheckItem.PushTest, CheckItem.LocationTest, CheckItem.CameraTest,
            ],
            Met(Checklist()));
    }

    [Fact]
    public void A_push_that_does_not_come_says_so()
    {
        Take(InspectionSteps.StartTests(_state, 1, Officer, _now));
        _now += TimeSpan.FromMinutes(2);
        Assert.Equal(CheckProblem.NoPush, Line(CheckItem.PushTest).Problem);
    }

    [Fact]
    public void Which_items_are_required_is_a_rule_of_the_programme()
    {
        var rules = Japan.Inspection with { Required = [CheckItem.Registered, CheckItem.Pledge] };
        Assert.False(InspectionChecklist.IsComplete(Checklist(rules: rules)));
        Take(InspectionSteps.Mark(_state, 1, CheckItem.Pledge, CheckMark.Met, Officer, _now));
        Assert.True(InspectionChecklist.IsComplete(Checklist(rules: rules)));
        Assert.DoesNotContain(CheckItem.ExposureApp, ProgrammeFiles.England.Inspection.Required);
    }

    [Fact]
    public void Passing_plans_reminders_until_the_end_of_the_stay()
    {
        var landed = Start.AddHours(-1);
        Take(InspectionSteps.Pass(_state, 1, Person, landed, Officer, Japan, _now));
        Assert.Equal((landed, Officer), (_state.Passing!.LandedAt, _state.Passing.Staff));
        Assert.Empty(InspectionSteps.Pass(_state, 1, Person, landed, "other", Japan, _now).Events); // Repeated.
        var days = new List<DateOnly>();
        while (_state.NextDue is { } due)
        {
            Assert.Empty(InspectionSteps.Due(_state, Person, Japan, due.At.AddSeconds(-1)).Events);
            _now = due.At;
            days.Add(Japan.Zone.DateAt(_now));
            Assert.InRange(Japan.Zone.TimeAt(_now), new TimeOnly(10, 0), new TimeOnly(11, 0));
            Assert.Equal([new InspectionEffect.Remind()], Take(InspectionSteps.Due(_state, Person, Japan, _now)).Effects);
        }

        Assert.Equal([6, 9, 12, 15, 18], days.Select(day => day.Day));
        Assert.Null(SettingReminders.Next(ProgrammeFiles.England, Person, landed, Start));
    }

    [Fact]
    public void The_next_stay_has_an_inspection_of_its_own()
    {
        Take(InspectionSteps.Mark(_state, 1, CheckItem.Pledge, CheckMark.Met, Officer, _now));
        Take(InspectionSteps.StartTests(_state, 1, Officer, _now));
        Take(InspectionSteps.Mark(_state, 2, CheckItem.Questionnaire, CheckMark.Met, Officer, _now));
        Assert.Equal([CheckItem.Registered, CheckItem.Questionnaire], Met(Checklist()));
        Assert.Equal(
            [new InspectionEffect.RunTests(2)], InspectionSteps.StartTests(_state, 2, Officer, _now).Effects);
    }

    [Fact]
    public void A_rental_phone_is_recorded_and_given_back()
    {
        var rental = new RentalPhone("Airport Mobile", Sealed.FromBytes([1]), new(2021, 4, 20));
        Take(InspectionSteps.RecordRental(_state, 1, rental, Officer, _now));
        Assert.Equal(rental, _state.Rental);
        Assert.Empty(InspectionSteps.RecordRental(_state, 1, rental, Officer, _now).Events);
        Take(InspectionSteps.RecordRental(_state, 1, null, Officer, _now));
        Assert.Null(_state.Rental);
    }

    private static IEnumerable<CheckItem> Met(IEnumerable<CheckLine> checklist) =>
        checklist.Where(line => line.Standing == CheckStanding.Met).Select(line => line.Item);

    private System.Collections.Immutable.ImmutableArray<CheckLine> Checklist(
        bool isConfirmed = false, InspectionRules? rules = null) => InspectionChecklist.Of(
            _state, isConfirmed, rules ?? Japan.Inspection, Japan.Inspection.TestWait, _now);

    private CheckLine Line(CheckItem item, bool isConfirmed = false) =>
        Checklist(isConfirmed).Single(line => line.Item == item);

    private void Answer(int number, CheckItem item, TestFault fault, PhoneFaults? phone = null) =>
        Take(InspectionSteps.Answer(_state, number, item, fault, phone, _now));

    private Decision<InspectionEvent, InspectionEffect> Take(Decision<InspectionEvent, InspectionEffect> decision)
    {
        Assert.Null(decision.Refusal);
        _state = decision.Events.Aggregate(_state, (state, happened) => state.Apply(happened));
        return decision;
    }
}
