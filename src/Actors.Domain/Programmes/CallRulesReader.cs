namespace Actors.Domain.Programmes;

/// <summary>Reads the rules of calls in a programme file and checks them against each other.</summary>
internal static class CallRulesReader
{
    private const int MaxPerDay = 4;
    private const int MaxMinutes = 24 * 60;

    /// <summary>Reads the section of calls.</summary>
    public static CallRules Read(ProgrammeDocument.CallsSection section, FieldChecks checks)
    {
        var rules = new CallRules
        {
            PerDayMin = checks.Whole("calls.perDayMin", section.PerDayMin, 0, MaxPerDay),
            PerDayMax = checks.Whole("calls.perDayMax", section.PerDayMax, 0, MaxPerDay),
            WindowFrom = checks.Time("calls.windowFrom", section.WindowFrom),
            WindowTo = checks.Time("calls.windowTo", section.WindowTo),
            Gap = checks.Minutes("calls.gapMinutes", section.GapMinutes, 1, MaxMinutes),
            Notice = checks.Seconds("calls.noticeSeconds", section.NoticeSeconds, 10, 600),
            Ring = checks.Seconds("calls.ringSeconds", section.RingSeconds, 10, 300),
            RetryAfter = checks.Minutes("calls.retryAfterMinutes", section.RetryAfterMinutes, 1, 240),
            Retries = checks.Whole("calls.retries", section.Retries, 0, 5),
            ResumeAfter = checks.Seconds("calls.resumeAfterSeconds", section.ResumeAfterSeconds, 1, 60),
            Resumptions = checks.Whole("calls.resumptions", section.Resumptions, 0, 10),
            Check = checks.Seconds("calls.checkSeconds", section.CheckSeconds, 50, 300),
            Place = checks.Seconds("calls.placeSeconds", section.PlaceSeconds, 1, 120),
            Queue = checks.Seconds("calls.queueSeconds", section.QueueSeconds, 10, 3_600),
            CallBackAfter = checks.Minutes("calls.callBackAfterMinutes", section.CallBackAfterMinutes, 1, MaxMinutes),
            Postpone = checks.Minutes("calls.postponeMinutes", section.PostponeMinutes, 1, MaxMinutes),
            Stills = checks.Whole("calls.stills", section.Stills, 0, 4),
            StillDays = checks.Whole("calls.stillDays", section.StillDays, 1, 28),
        };
        checks.Relate(rules.PerDayMin <= rules.PerDayMax, "Give at most perDayMax.", "calls.perDayMin", "calls.perDayMax");
        checks.Relate(
            rules.WindowFrom < rules.WindowTo,
            "Give a time after windowFrom; a window does not go through midnight.",
            "calls.windowTo", "calls.windowFrom");
        RelateWindow(rules, checks);
        return rules;
    }

    private static void RelateWindow(CallRules rules, FieldChecks checks)
    {
        var window = rules.WindowTo - rules.WindowFrom;
        checks.Relate(
            rules.Longest <= window,
            "Give less: a call with all its retries does not fit into the window.",
            "calls.retryAfterMinutes", "calls.retries", "calls.ringSeconds", "calls.checkSeconds", "calls.placeSeconds",
            "calls.windowFrom", "calls.windowTo");
        checks.Relate(
            rules.Gap > rules.Longest + rules.Notice,
            "Give more: the next call would come before the last retry of the one before it.",
            "calls.gapMinutes", "calls.retryAfterMinutes", "calls.retries", "calls.ringSeconds", "calls.checkSeconds",
            "calls.placeSeconds", "calls.noticeSeconds");
        checks.Relate(
            (rules.Gap * Math.Max(0, rules.PerDayMax - 1)) + rules.Longest <= window,
            "Give less: perDayMax calls with these gaps do not fit into the window.",
            "calls.perDayMax", "calls.gapMinutes", "calls.retryAfterMinutes", "calls.retries", "calls.ringSeconds",
            "calls.checkSeconds", "calls.placeSeconds", "calls.windowFrom", "calls.windowTo");
    }
}
