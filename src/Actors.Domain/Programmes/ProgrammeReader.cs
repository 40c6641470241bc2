using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Actors.Domain.Programmes;

/// <summary>Reads the file of one version of a programme and checks its rules against each other.</summary>
public static class ProgrammeReader
{
    /// <summary>
    /// The maximum number of prompts on a day. Each may need a second fix, and all of them need a number.
    /// </summary>
    private const int MaxPrompts = Limits.LastPromptIndex / 2;

    /// <summary>Stays remove their prompts after this number of days.</summary>
    private const int MaxLateDays = 1;

    private const int MaxMinutes = 24 * 60;

    /// <summary>
    /// Reads a file: JSON in UTF-8, or in UTF-16 with a byte-order mark. Unknown, missing and duplicate members are problems.
    /// </summary>
    public static ProgrammeReading Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var document = JsonSerializer.Deserialize(ToUtf8(file), ProgrammeJsonContext.Default.ProgrammeDocument)
                ?? new ProgrammeDocument();
            var checks = new FieldChecks();
            var programme = Read(document, checks);
            return checks.Problems is { IsEmpty: false } problems ? new(null, problems) : new(programme, []);
        }
        catch (JsonException exception)
        {
            var path = exception.Path is { } at ? at.TrimStart('$').TrimStart('.') : "";
            return new(null, [new(path, $"Write it as JSON of the expected shape. {exception.Message}")]);
        }
    }

    /// <summary>Without a byte-order mark, which some editors write. Editors on Windows may write UTF-16.</summary>
    private static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Encoding.UTF8.Preamble))
        {
            return file[Encoding.UTF8.Preamble.Length..];
        }

        foreach (var encoding in (ReadOnlySpan<Encoding>)[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (file.StartsWith(encoding.Preamble))
            {
                return Encoding.UTF8.GetBytes(encoding.GetString(file[encoding.Preamble.Length..]));
            }
        }

        return file;
    }

    private static Programme Read(ProgrammeDocument document, FieldChecks checks)
    {
        var programme = ReadAll(document, checks);
        RelatePlanning(programme, checks);
        return programme;
    }

    /// <summary>
    /// A day is planned in the evening before, after the window, spread over <see cref="Limits.PlanningSpread"/>. Nothing of
    /// the day may lie before that, nor when the clocks are put forward in this night.
    /// </summary>
    private static void RelatePlanning(Programme programme, FieldChecks checks)
    {
        var night = TimeSpan.FromDays(1) - Limits.PlanningSpread - (programme.Zone?.LongestSkip ?? TimeSpan.Zero);
        var (location, health, calls) = (programme.Location, programme.Health, programme.Calls);
        Relate(location.WindowTo, location.WindowFrom, "prompts", "location.windowTo", "location.windowFrom");
        Relate(location.WindowTo, health.PushAt, "the health prompt", "location.windowTo", "health.pushAt");
        Relate(calls.WindowTo, calls.WindowFrom, "calls", "calls.windowTo", "calls.windowFrom", calls.Notice);

        void Relate(TimeOnly end, TimeOnly first, string what, string path, string firstPath, TimeSpan before = default)
        {
            var latest = first.ToTimeSpan() + night - before;
            checks.Relate(
                end.ToTimeSpan() <= latest,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Give {latest:hh\\:mm} or earlier, or a later {firstPath}: the next day is drawn in the "
                    + $"{Limits.PlanningSpread.TotalHours} hours after windowTo, and {what} would lie before that."),
                path, firstPath, "zone");
        }
    }

    private static Programme ReadAll(ProgrammeDocument document, FieldChecks checks) => new()
    {
        Version = new(
            ProgrammeId.TryParse(document.Id, out var id)
                ? id
                : checks.Fail<ProgrammeId>("id", "Give 1 to 32 characters of a-z, 0-9 and hyphens."),
            checks.Whole("version", document.Version, 1, int.MaxValue)),
        Name = checks.Text("name", document.Name),
        Zone = ProgrammeZone.TryGet(document.Zone, out var zone)
            ? zone
            : checks.Fail<ProgrammeZone>("zone", "Give the name of an IANA time zone such as Asia/Tokyo.")!,
        Days = ReadDays(document.Days ?? new(), checks),
        Location = ReadLocation(document.Location ?? new(), checks),
        Health = ReadHealth(document.Health ?? new(), checks),
        Presence = ReadPresence(document.Presence ?? new(), checks),
        Calls = CallRulesReader.Read(document.Calls ?? new(), checks),
        Delivery = new()
        {
            OutageTolerance = checks.Minutes(
                "delivery.outageToleranceMinutes",
                document.Delivery?.OutageToleranceMinutes,
                0,
                Limits.MaxPromptExtensionSeconds / 60),
        },
        Contact = ReadContact(document.Contact ?? new(), checks),
        Registration = RegistrationRulesReader.Read(document.Registration ?? new(), checks),
        Inspection = InspectionRulesReader.Read(document.Inspection ?? new(), checks),
    };

    private static DayRules ReadDays(ProgrammeDocument.DaysSection section, FieldChecks checks)
    {
        // A period in hours can last one day longer when the clocks change.
        var last = section.FreeAfterHours is null ? Limits.LastStayDay : Limits.LastStayDay - 1;
        var rules = new DayRules
        {
            EntryDay = checks.Whole("days.entryDay", section.EntryDay, 0, 1),
            LastDay = checks.Whole("days.lastDay", section.LastDay, 1, last),
            FreeAfterHours = checks.WholeOrNothing("days.freeAfterHours", section.FreeAfterHours, 1, last * 24),
        };
        checks.Relate(
            rules.FreeAfterHours is not { } hours || rules.LastDay - rules.EntryDay == (hours + 23) / 24,
            "Give the day on which the hours of freeAfterHours usually end.",
            "days.lastDay", "days.entryDay", "days.freeAfterHours");
        return rules;
    }

    private static LocationRules ReadLocation(ProgrammeDocument.LocationSection section, FieldChecks checks)
    {
        var rules = new LocationRules
        {
            PromptsMin = checks.Whole("location.promptsMin", section.PromptsMin, 0, MaxPrompts),
            PromptsMax = checks.Whole("location.promptsMax", section.PromptsMax, 1, MaxPrompts),
            WindowFrom = checks.Time("location.windowFrom", section.WindowFrom),
            WindowTo = checks.Time("location.windowTo", section.WindowTo),
            Gap = checks.Minutes("location.gapMinutes", section.GapMinutes, 1, MaxMinutes),
            Open = checks.Minutes("location.openMinutes", section.OpenMinutes, 1, MaxMinutes),
            ReminderAfter = checks.Minutes("location.reminderAfterMinutes", section.ReminderAfterMinutes, 1, MaxMinutes),
            LateDays = checks.Whole("location.lateDays", section.LateDays, 0, MaxLateDays),
            SecondFixOpen = checks.Minutes("location.secondFixMinutes", section.SecondFixMinutes, 1, MaxMinutes),
        };
        checks.Relate(
            rules.PromptsMin <= rules.PromptsMax, "Give at most promptsMax.", "location.promptsMin", "location.promptsMax");
        checks.Relate(
            rules.WindowFrom < rules.WindowTo,
            "Give a time after windowFrom; a window does not go through midnight.",
            "location.windowTo", "location.windowFrom");
        RelateWindow(rules, checks);
        return rules;
    }

    private static void RelateWindow(LocationRules rules, FieldChecks checks)
    {
        // A window with swapped times would wrap around midnight here. It was reported above.
        var window = rules.WindowTo - rules.WindowFrom;
        checks.Relate(
            rules.Open <= window,
            "Give less: even a prompt at windowFrom has to close by windowTo.",
            "location.openMinutes", "location.windowFrom", "location.windowTo");
        checks.Relate(
            (rules.Gap * (rules.PromptsMax - 1)) + rules.Open <= window,
            "Give less: promptsMax prompts with these gaps, the last one open for openMinutes, do not fit into the window.",
            "location.gapMinutes", "location.promptsMax", "location.openMinutes", "location.windowFrom", "location.windowTo");
        checks.Relate(
            rules.ReminderAfter < rules.Open,
            "Give less than openMinutes.",
            "location.reminderAfterMinutes", "location.openMinutes");
    }

    private static HealthRules ReadHealth(ProgrammeDocument.HealthSection section, FieldChecks checks)
    {
        var rules = new HealthRules
        {
            PushAt = checks.Time("health.pushAt", section.PushAt),
            DueBy = checks.Time("health.dueBy", section.DueBy),
            LateDays = checks.Whole("health.lateDays", section.LateDays, 0, MaxLateDays),
            FeverFromCelsius = checks.Number("health.feverFromCelsius", section.FeverFromCelsius, 0, 100),
            PlausibleFromCelsius = checks.Number("health.plausibleFromCelsius", section.PlausibleFromCelsius, 0, 100),
            PlausibleToCelsius = checks.Number("health.plausibleToCelsius", section.PlausibleToCelsius, 0, 100),
            NoteLength = checks.Whole("health.noteLength", section.NoteLength, 0, 10_000),
        };
        checks.Relate(rules.PushAt < rules.DueBy, "Give a time after pushAt.", "health.dueBy", "health.pushAt");
        checks.Relate(
            rules.FeverFromCelsius > rules.PlausibleFromCelsius && rules.FeverFromCelsius <= rules.PlausibleToCelsius,
            "Give a temperature above plausibleFromCelsius and at most plausibleToCelsius.",
            "health.feverFromCelsius", "health.plausibleFromCelsius", "health.plausibleToCelsius");
        return rules;
    }

    private static PresenceRules ReadPresence(ProgrammeDocument.PresenceSection section, FieldChecks checks)
    {
        var rules = new PresenceRules
        {
            RadiusMetres = checks.Whole("presence.radiusMetres", section.RadiusMetres, 10, 10_000),
            UnusableAboveMetres = checks.Whole("presence.unusableAboveMetres", section.UnusableAboveMetres, 10, 10_000),
            UnusableAfter = checks.Seconds("presence.unusableAfterSeconds", section.UnusableAfterSeconds, 1, 3_600),
            FutureTolerance = checks.Seconds("presence.futureToleranceSeconds", section.FutureToleranceSeconds, 0, 3_600),
            RefusedAfter = checks.Hours("presence.refusedAfterHours", section.RefusedAfterHours, 1, 14 * 24),
            LearningFixes = checks.Whole("presence.learningFixes", section.LearningFixes, 1, 20),
        };
        checks.Relate(
            rules.RefusedAfter > rules.UnusableAfter,
            "Give more than unusableAfterSeconds.",
            "presence.refusedAfterHours", "presence.unusableAfterSeconds");
        return rules;
    }

    private static ContactRules ReadContact(ProgrammeDocument.ContactSection section, FieldChecks checks)
    {
        var rules = new ContactRules
        {
            UnreachableAfter = checks.Hours("contact.unreachableAfterHours", section.UnreachableAfterHours, 1, 7 * 24),
            SupervisorAfter = checks.Hours("contact.supervisorAfterHours", section.SupervisorAfterHours, 1, 14 * 24),
            PingAfter = checks.Minutes("contact.pingAfterMinutes", section.PingAfterMinutes, 1, MaxMinutes),
            MinimumAppVersion = checks.Version("contact.minimumAppVersion", section.MinimumAppVersion),
            RetentionDays = checks.Whole("contact.retentionDays", section.RetentionDays, 1, 3_650),
        };
        checks.Relate(
            rules.SupervisorAfter > rules.UnreachableAfter,
            "Give more than unreachableAfterHours.",
            "contact.supervisorAfterHours", "contact.unreachableAfterHours");
        checks.Relate(
            rules.PingAfter < rules.UnreachableAfter,
            "Give less than unreachableAfterHours.",
            "contact.pingAfterMinutes", "contact.unreachableAfterHours");
        return rules;
    }
}

/// <summary>The result of reading a programme file.</summary>
/// <param name="Programme">The programme; <c>null</c> if there are problems.</param>
/// <param name="Problems">All problems of the file; empty if there is a programme.</param>
public sealed record ProgrammeReading(Programme? Programme, ImmutableArray<ProgrammeProblem> Problems);

/// <summary>A problem in a programme file.</summary>
/// <param name="Path">The path of the field, such as <c>location.gapMinutes</c>.</param>
/// <param name="Fix">What to write there instead.</param>
public sealed record ProgrammeProblem(string Path, string Fix)
{
    /// <summary>Returns path and fix in one line.</summary>
    public override string ToString() => $"{Path}: {Fix}";
}

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

/// <summary>
/// Reads the fields of a file and collects the problems. A wrong field gives a default value, and its relations to
/// other fields are not checked, so that each problem is reported once.
/// </summary>
internal sealed class FieldChecks
{
    private readonly List<ProgrammeProblem> _problems = [];

    public ImmutableArray<ProgrammeProblem> Problems => [.. _problems];

    public int Whole(string path, int? value, int min, int max) =>
        value is { } whole && whole >= min && whole <= max
            ? whole
            : Fail<int>(path, string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {min} to {max}."));

    public int? WholeOrNothing(string path, int? value, int min, int max) =>
        value is null ? null : Whole(path, value, min, max);

    public decimal Number(string path, decimal? value, decimal min, decimal max) =>
        value is { } number && number >= min && number <= max
            ? number
            : Fail<decimal>(path, string.Create(CultureInfo.InvariantCulture, $"Give a number from {min} to {max}."));

    public TimeSpan Seconds(string path, int? value, int min, int max) =>
        TimeSpan.FromSeconds(Whole(path, value, min, max));

    public TimeSpan Minutes(string path, int? value, int min, int max) =>
        TimeSpan.FromMinutes(Whole(path, value, min, max));

    public TimeSpan Hours(string path, int? value, int min, int max) =>
        TimeSpan.FromHours(Whole(path, value, min, max));

    public TimeOnly Time(string path, string? value) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Fail<TimeOnly>(path, "Give a local time such as 08:00.");

    public Version Version(string path, string? value) =>
        System.Version.TryParse(value, out var version) ? version : Fail<Version>(path, "Give a version such as 1.0.0.") ?? new();

    public string Text(string path, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Fail<string>(path, "Give a text.") ?? "" : value;

    /// <summary>Adds a problem and returns a default value.</summary>
    public T? Fail<T>(string path, string fix)
    {
        _problems.Add(new ProgrammeProblem(path, fix));
        return default;
    }

    /// <summary>
    /// Checks a relation between fields, unless one of them is wrong already. A problem is reported at the first path.
    /// </summary>
    public void Relate(bool holds, string fix, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (_problems.Exists(problem => problem.Path == path))
            {
                return;
            }
        }

        if (!holds)
        {
            _problems.Add(new ProgrammeProblem(paths[0], fix));
        }
    }
}
