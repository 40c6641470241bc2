using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Reconciling;

/// <summary>Prompts are sent and close within the hours of the programme.</summary>
internal static class WindowRules
{
    public static void Check(
        StayHistory stay, PromptHistory prompt, StayCalendar calendar, Circumstances circumstances, Findings findings)
    {
        var rules = circumstances.Rules;
        if (prompt.Kind == PromptKind.SecondFix)
        {
            return;
        }

        var day = calendar.NumberAt(prompt.PlannedAt);
        if (prompt.Kind == PromptKind.Location
            && (prompt.PlannedAt < calendar.At(day, rules.WindowFrom)
                || prompt.PlannedAt + rules.OpenFor > calendar.At(day, rules.WindowTo)))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} at {prompt.PlannedAt:u} is outside the hours for prompts");
        }

        if (prompt is not { IssuedAt: { } issuedAt, ProperlyClosesAt: { } closesAt })
        {
            return;
        }

        // A late prompt is not an error: at high speed the machine decides.
        if (issuedAt < prompt.PlannedAt || issuedAt > calendar.At(day, rules.WindowTo))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} of {prompt.PlannedAt:u} went out at {issuedAt:u}");
        }

        var end = prompt.Kind == PromptKind.Health ? rules.HealthDueBy : rules.WindowTo;
        var latest = calendar.At(day, end) + rules.OutageTolerance;
        var isShort = prompt.Kind == PromptKind.Health
            ? closesAt < calendar.At(day, rules.HealthDueBy)
            : closesAt - issuedAt < rules.OpenFor;
        // A prompt that is sent late stays open for its full time.
        var whole = issuedAt + (prompt.Kind == PromptKind.Health ? rules.HealthDueBy - rules.HealthAt : rules.OpenFor)
            + rules.OutageTolerance;
        if (isShort || (closesAt > latest && closesAt > whole))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} of {issuedAt:u} closes at {closesAt:u}");
        }
    }
}
