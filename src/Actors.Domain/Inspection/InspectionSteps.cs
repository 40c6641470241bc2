using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Inspection;

/// <summary>Collects one decision about an inspection.</summary>
public sealed class InspectionDecision(InspectionState state)
    : DecisionBuilder<InspectionState, InspectionEvent, InspectionEffect>(state);

/// <summary>The steps of an inspection, each a pure function of state, command and time.</summary>
public static class InspectionSteps
{
    /// <summary>Marks an item, or takes the mark back. Idempotent.</summary>
    /// <param name="state">The state.</param>
    /// <param name="stay">The number of the stay that is to begin.</param>
    /// <param name="item">The item.</param>
    /// <param name="mark">What the officer says of it.</param>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="now">The programme clock.</param>
    public static Decision<InspectionEvent, InspectionEffect> Mark(
        InspectionState state, int stay, CheckItem item, CheckMark mark, string staff, DateTimeOffset now)
    {
        if (mark == CheckMark.Met && !InspectionChecklist.IsByHand(item))
        {
            return new() { Refusal = InspectionRefusals.NotByHand };
        }

        if (mark == CheckMark.Waived && !InspectionChecklist.IsWaivable(item))
        {
            return new() { Refusal = InspectionRefusals.NotWaivable };
        }

        var decision = Open(state, stay, now);
        var before = decision.State.Marks.FirstOrDefault(marked => marked.Item == item)?.Mark ?? CheckMark.None;
        if (before != mark)
        {
            decision.Apply(new InspectionEvent.Marked(item, mark, staff, StoredTime.WholeSecond(now)));
        }

        return decision.Build();
    }

    /// <summary>Starts all tests of the phone, again if they were started before.</summary>
    public static Decision<InspectionEvent, InspectionEffect> StartTests(
        InspectionState state, int stay, string staff, DateTimeOffset now)
    {
        var decision = Open(state, stay, now);
        var number = decision.State.TestNumber + 1;
        decision.Apply(new InspectionEvent.TestsStarted(number, staff, StoredTime.WholeSecond(now)));
        decision.AddEffectOnce(new InspectionEffect.RunTests(number));
        return decision.Build();
    }

    /// <summary>A test was answered. Of several answers to one test, the first that passed stays.</summary>
    /// <param name="state">The state.</param>
    /// <param name="number">The number of the attempt that is answered.</param>
    /// <param name="item">The test.</param>
    /// <param name="fault">Why it failed.</param>
    /// <param name="phone">What the phone says of itself; <c>null</c> if it does not.</param>
    /// <param name="now">The programme clock.</param>
    public static Decision<InspectionEvent, InspectionEffect> Answer(
        InspectionState state, int number, CheckItem item, TestFault fault, PhoneFaults? phone, DateTimeOffset now)
    {
        if (number != state.TestNumber || state.TestedAt is null || !InspectionChecklist.IsTest(item))
        {
            return new() { Refusal = InspectionRefusals.TestOver };
        }

        var before = state.Answers.FirstOrDefault(answer => answer.Item == item);
        var isNews = before is null || (before.Fault != TestFault.None && before.Fault != fault)
            || (phone ?? state.Phone) != state.Phone;
        var decision = new InspectionDecision(state);
        if (isNews)
        {
            decision.Apply(new InspectionEvent.TestAnswered(
                item, before is { Fault: TestFault.None } ? TestFault.None : fault, phone, StoredTime.WholeSecond(now)));
        }

        return decision.Build();
    }

    /// <summary>The person got a rental phone, or gave it back. Idempotent.</summary>
    public static Decision<InspectionEvent, InspectionEffect> RecordRental(
        InspectionState state, int stay, RentalPhone? rental, string staff, DateTimeOffset now)
    {
        var decision = Open(state, stay, now);
        if (decision.State.Rental != rental)
        {
            decision.Apply(new InspectionEvent.RentalRecorded(rental, staff, StoredTime.WholeSecond(now)));
        }

        return decision.Build();
    }

    /// <summary>The person passed, and the stay has begun. Idempotent.</summary>
    /// <param name="state">The state.</param>
    /// <param name="stay">The number of the stay.</param>
    /// <param name="person">The person.</param>
    /// <param name="landedAt">When the person landed.</param>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="now">The programme clock.</param>
    public static Decision<InspectionEvent, InspectionEffect> Pass(
        InspectionState state, int stay, EntrantId person, DateTimeOffset landedAt, string staff, Programme programme,
        DateTimeOffset now)
    {
        var decision = Open(state, stay, now);
        Pass(decision, person, landedAt, staff, programme, now);
        return decision.Build();
    }

    /// <summary>
    /// A person who was brought in bulk passed: what is required and seen is met, what is tested is waived. Idempotent.
    /// </summary>
    /// <inheritdoc cref="Pass(InspectionState, int, EntrantId, DateTimeOffset, string, Programme, DateTimeOffset)"/>
    public static Decision<InspectionEvent, InspectionEffect> Enrol(
        InspectionState state, int stay, EntrantId person, DateTimeOffset landedAt, string staff, Programme programme,
        DateTimeOffset now)
    {
        var decision = Open(state, stay, now);
        foreach (var item in programme.Inspection.Required)
        {
            // Who is registered and confirmed, the registrations say.
            if (item is not (CheckItem.Registered or CheckItem.Confirmed)
                && decision.State.Marks.All(mark => mark.Item != item))
            {
                decision.Apply(new InspectionEvent.Marked(
                    item, InspectionChecklist.IsByHand(item) ? CheckMark.Met : CheckMark.Waived, staff,
                    StoredTime.WholeSecond(now)));
            }
        }

        Pass(decision, person, landedAt, staff, programme, now);
        return decision.Build();
    }

    /// <summary>Decides what is due: the reminder.</summary>
    public static Decision<InspectionEvent, InspectionEffect> Due(
        InspectionState state, EntrantId person, Programme programme, DateTimeOffset now)
    {
        var decision = new InspectionDecision(state);
        if (state.RemindAt <= now && state.Passing is { } passing)
        {
            decision.Apply(new InspectionEvent.Reminded(
                StoredTime.WholeSecond(now), SettingReminders.Next(programme, person, passing.LandedAt, now)));
            decision.AddEffectOnce(new InspectionEffect.Remind());
        }

        return decision.Build();
    }

    private static void Pass(
        InspectionDecision decision, EntrantId person, DateTimeOffset landedAt, string staff, Programme programme,
        DateTimeOffset now)
    {
        if (decision.State.Passing is null)
        {
            var landed = StoredTime.WholeSecond(landedAt);
            decision.Apply(new InspectionEvent.Passed(
                programme.Version, landed, staff, StoredTime.WholeSecond(now),
                SettingReminders.Next(programme, person, landed, now)));
        }
    }

    private static InspectionDecision Open(InspectionState state, int stay, DateTimeOffset now)
    {
        var decision = new InspectionDecision(state);
        if (state.Stay != stay)
        {
            decision.Apply(new InspectionEvent.Opened(stay, StoredTime.WholeSecond(now)));
        }

        return decision;
    }
}

/// <summary>When people are reminded to keep location history and exposure app on during the stay.</summary>
public static class SettingReminders
{
    private const int SpreadMinutes = 60;

    /// <summary>The next reminder after a moment; <c>null</c> if none follows before the end of the stay.</summary>
    public static DateTimeOffset? Next(Programme programme, EntrantId person, DateTimeOffset landedAt, DateTimeOffset after)
    {
        if (programme.Inspection.RemindEveryDays == 0)
        {
            return null;
        }

        var period = StayPeriod.For(programme.Days, programme.Zone, landedAt);
        var spread = TimeSpan.FromMinutes(Convert.ToInt32(person.ToString()[..4], 16) % SpreadMinutes);
        var every = programme.Inspection.RemindEveryDays;
        for (var date = period.EntryDate.AddDays(1); date <= period.LastDate; date = date.AddDays(every))
        {
            var at = programme.Zone.At(date, programme.Inspection.RemindAt) + spread;
            if (at > after)
            {
                return at < period.FreeAt ? at : null;
            }
        }

        return null;
    }
}
