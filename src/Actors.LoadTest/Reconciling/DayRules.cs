using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Reconciling;

/// <summary>Days, times and numbers of prompts follow from the moment of landing and the rules of the programme.</summary>
internal static class DayRules
{
    public static void Check(StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        if (stay.Started is not { } started)
        {
            return;
        }

        var calendar = new StayCalendar(circumstances.Rules, journal?.LandedAt ?? started.LandedAt);
        CheckStay(stay, started, calendar, circumstances, findings);
        foreach (var (row, plan) in stay.Days)
        {
            CheckPlan(stay, row, plan, calendar, circumstances.Rules, findings);
        }

        CheckEveryDay(stay, calendar, circumstances, findings);
        foreach (var prompt in stay.Prompts.Values)
        {
            WindowRules.Check(stay, prompt, calendar, circumstances, findings);
        }

        foreach (var entry in stay.Entries)
        {
            CheckRow(stay, entry, calendar, circumstances.Rules, findings);
        }
    }

    private static void CheckStay(
        StayHistory stay, Fact.StayStarted started, StayCalendar calendar, Circumstances circumstances, Findings findings)
    {
        // The ledger keeps whole seconds, which change the end only if it is counted in hours.
        if (started.EndsAt != calendar.FreeAt && circumstances.Rules.FreeAfterHours is null
            || (started.EndsAt - calendar.FreeAt).Duration() > TimeSpan.FromSeconds(1))
        {
            findings.Add(FindingKind.WrongDay, stay, $"the stay ends at {started.EndsAt:u}, not at {calendar.FreeAt:u}");
        }

        if (stay.EndedAt < calendar.FreeAt)
        {
            findings.Add(FindingKind.WrongDay, stay, $"the stay was over at {stay.EndedAt:u}, before {calendar.FreeAt:u}");
        }

        var latest = circumstances.After(calendar.FreeAt, Circumstances.Punctuality);
        if ((stay.EndedAt ?? circumstances.Until) > latest)
        {
            findings.Add(FindingKind.WrongDay, stay, $"the stay was not over at {latest:u}");
        }
    }

    private static void CheckPlan(
        StayHistory stay, LedgerEntry row, Fact.DayPlanned plan, StayCalendar calendar, ProgrammeRules rules, Findings findings)
    {
        var strays = plan.Prompts.Count(prompt => calendar.NumberAt(prompt.At) != plan.Day);
        if (strays > 0)
        {
            findings.Add(FindingKind.WrongDay, stay, $"{strays} prompts of day {plan.Day} are on another day");
        }

        var dayBegins = calendar.At(plan.Day, TimeOnly.MinValue);
        var isWhole = row.At <= calendar.At(plan.Day, rules.WindowFrom);
        var locations = plan.Prompts
            .Where(prompt => prompt.Kind == PromptKind.Location).Select(prompt => prompt.At).Order().ToList();
        var isCutByEnd = calendar.FreeAt < calendar.At(plan.Day, rules.WindowTo);
        if (locations.Count > rules.PromptsMax || (isWhole && !isCutByEnd && locations.Count < rules.PromptsMin))
        {
            findings.Add(FindingKind.WrongDay, stay, $"day {plan.Day} has {locations.Count} prompts for the location");
        }

        if (locations.Zip(locations.Skip(1), (one, next) => next - one).Any(gap => gap < rules.Gap))
        {
            findings.Add(FindingKind.WrongDay, stay, $"prompts of day {plan.Day} are too near to each other");
        }

        var push = calendar.At(plan.Day, rules.HealthAt);
        var wanted = row.At < push && calendar.At(plan.Day, rules.HealthDueBy) <= calendar.FreeAt ? 1 : 0;
        var health = plan.Prompts.Where(prompt => prompt.Kind == PromptKind.Health).ToList();
        if (health.Count != wanted || health.Any(prompt => prompt.At != push))
        {
            findings.Add(
                FindingKind.WrongDay, stay, $"day {plan.Day} has {health.Count} health prompts at its time, not {wanted}");
        }

        if (row.At < dayBegins.AddDays(-1))
        {
            findings.Add(FindingKind.WrongDay, stay, $"day {plan.Day} was planned days before");
        }
    }

    /// <summary>Each day that has begun is planned exactly once.</summary>
    private static void CheckEveryDay(StayHistory stay, StayCalendar calendar, Circumstances circumstances, Findings findings)
    {
        foreach (var twice in stay.Days.GroupBy(day => day.Plan.Day).Where(day => day.Count() > 1))
        {
            findings.Add(FindingKind.Duplicated, stay, $"day {twice.Key} was planned {twice.Count()} times");
        }

        var planned = stay.Days.Select(day => day.Plan.Day).ToHashSet();
        var entry = circumstances.Rules.EntryDay;
        // A person who checks in after the hours for prompts has none on that day.
        var isAskedAtOnce = stay.FirstCheckIn?.At < calendar.At(entry, circumstances.Rules.WindowTo);
        for (var day = isAskedAtOnce ? entry : entry + 1; day <= calendar.LastDay; day++)
        {
            if (!planned.Contains(day) && calendar.At(day, circumstances.Rules.WindowFrom) < circumstances.Until)
            {
                findings.Add(FindingKind.WrongDay, stay, $"day {day} was not planned");
            }
        }
    }

    private static void CheckRow(
        StayHistory stay, LedgerEntry entry, StayCalendar calendar, ProgrammeRules rules, Findings findings)
    {
        var (at, day) = entry.Fact switch
        {
            Fact.CheckedIn checkedIn => (checkedIn.At, checkedIn.Day),
            Fact.Reported report => (report.At, report.Day),
            Fact.PromptIssued issued => (issued.At, (int?)null),
            Fact.SecondFixAsked asked => (asked.At, (int?)null),
            Fact.DayPlanned => (entry.At, null),
            _ => (DateTimeOffset.MinValue, (int?)null),
        };
        if (at >= calendar.FreeAt)
        {
            findings.Add(FindingKind.WrongDay, stay, $"row {entry.Sequence} of {at:u} is after the end");
        }
        else if (day is { } number && number != calendar.NumberAt(at)
            && !(entry.Fact is Fact.Reported { Prompt: { } prompt } && number == prompt >> 4 && number >= rules.EntryDay))
        {
            findings.Add(FindingKind.WrongDay, stay, $"row {entry.Sequence} of {at:u} is on day {number}");
        }
    }
}
