using System.Globalization;
using System.Text.Json;

namespace Actors.LoadTest.Programmes;

/// <summary>The rules of a programme as the reconciler needs them. The defaults are those of the specification.</summary>
public sealed record ProgrammeRules
{
    /// <summary>The time zone of days and hours.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>The number of the day of entry.</summary>
    public int EntryDay { get; init; }

    /// <summary>The number of the last day.</summary>
    public int LastDay { get; init; } = 14;

    /// <summary>Hours from landing to the end of the stay; null if the stay ends with the last local day.</summary>
    public int? FreeAfterHours { get; init; }

    /// <summary>The minimum of location prompts on a whole day.</summary>
    public int PromptsMin { get; init; } = 3;

    /// <summary>The maximum of location prompts on a day.</summary>
    public int PromptsMax { get; init; } = 5;

    /// <summary>The local time of the first possible prompt.</summary>
    public TimeOnly WindowFrom { get; init; } = new(8, 0);

    /// <summary>The local time at which the last prompt has closed.</summary>
    public TimeOnly WindowTo { get; init; } = new(21, 0);

    /// <summary>The minimum time between two location prompts.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>How long a location prompt is open.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The local time of the health prompt.</summary>
    public TimeOnly HealthAt { get; init; } = new(11, 0);

    /// <summary>The local time from which a health answer is late.</summary>
    public TimeOnly HealthDueBy { get; init; } = new(14, 0);

    /// <summary>A longer overlap of a prompt with an outage excuses the person.</summary>
    public TimeSpan OutageTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The silence after which a person is unreachable.</summary>
    public TimeSpan UnreachableAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The silence after which a supervisor is told.</summary>
    public TimeSpan SupervisorAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Average number of prompts for one person on one day.</summary>
    public double PromptsPerDay => 1 + ((PromptsMin + PromptsMax) / 2.0);
}

/// <summary>Reads the rules of a programme from the file of the server, with a reader of its own.</summary>
public static class ProgrammeFile
{
    /// <summary>Reads the newest version of a programme in a folder.</summary>
    /// <exception cref="FileNotFoundException">The folder does not hold the programme.</exception>
    public static ProgrammeRules Find(string folder, string programme)
    {
        var versions = Directory.Exists(folder) ? Directory.GetFiles(folder, $"{programme}.*.json") : [];
        var newest = versions.MaxBy(path => int.TryParse(Path.GetFileNameWithoutExtension(path).Split('.')[^1], out var number)
            ? number : 0);
        return newest is not null
            ? Parse(File.ReadAllText(newest))
            : throw new FileNotFoundException($"There is no programme {programme} in {folder}.");
    }

    /// <summary>Reads the rules.</summary>
    /// <exception cref="KeyNotFoundException">A required member is missing.</exception>
    public static ProgrammeRules Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var (days, location, health) = (root.GetProperty("days"), root.GetProperty("location"), root.GetProperty("health"));
        var contact = root.GetProperty("contact");
        return new()
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById(root.GetProperty("zone").GetString()!),
            EntryDay = days.GetProperty("entryDay").GetInt32(),
            LastDay = days.GetProperty("lastDay").GetInt32(),
            FreeAfterHours = days.TryGetProperty("freeAfterHours", out var hours) ? hours.GetInt32() : null,
            PromptsMin = location.GetProperty("promptsMin").GetInt32(),
            PromptsMax = location.GetProperty("promptsMax").GetInt32(),
            WindowFrom = Time(location, "windowFrom"),
            WindowTo = Time(location, "windowTo"),
            Gap = TimeSpan.FromMinutes(location.GetProperty("gapMinutes").GetDouble()),
            OpenFor = TimeSpan.FromMinutes(location.GetProperty("openMinutes").GetDouble()),
            HealthAt = Time(health, "pushAt"),
            HealthDueBy = Time(health, "dueBy"),
            OutageTolerance = TimeSpan.FromMinutes(
                root.GetProperty("delivery").GetProperty("outageToleranceMinutes").GetDouble()),
            UnreachableAfter = TimeSpan.FromHours(contact.GetProperty("unreachableAfterHours").GetDouble()),
            SupervisorAfter = TimeSpan.FromHours(contact.GetProperty("supervisorAfterHours").GetDouble()),
        };
    }

    private static TimeOnly Time(JsonElement rules, string name) =>
        TimeOnly.ParseExact(rules.GetProperty(name).GetString()!, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>The days of one stay, counted from the rules and the moment of landing alone.</summary>
public sealed class StayCalendar
{
    private readonly ProgrammeRules _rules;

    /// <summary>Creates the calendar for a moment of landing.</summary>
    public StayCalendar(ProgrammeRules rules, DateTimeOffset landedAt)
    {
        _rules = rules;
        EntryDate = DateAt(landedAt);
        FreeAt = rules.FreeAfterHours is { } hours
            ? landedAt.AddHours(hours)
            : At(EntryDate.AddDays(rules.LastDay - rules.EntryDay + 1), TimeOnly.MinValue);
    }

    /// <summary>The local date of landing.</summary>
    public DateOnly EntryDate { get; }

    /// <summary>When the stay ends.</summary>
    public DateTimeOffset FreeAt { get; }

    /// <summary>The number of the last day.</summary>
    public int LastDay => NumberAt(FreeAt.AddTicks(-1));

    /// <summary>The number of the day at a moment.</summary>
    public int NumberAt(DateTimeOffset moment) => DateAt(moment).DayNumber - EntryDate.DayNumber + _rules.EntryDay;

    /// <summary>The date of a day.</summary>
    public DateOnly DateOf(int day) => EntryDate.AddDays(day - _rules.EntryDay);

    /// <summary>
    /// The moment of a local time on a day. A skipped local time moves forward; of an ambiguous one the first counts.
    /// </summary>
    public DateTimeOffset At(int day, TimeOnly time) => At(DateOf(day), time);

    private DateOnly DateAt(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _rules.Zone).DateTime);

    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        var offset = _rules.Zone.IsAmbiguousTime(local)
            ? _rules.Zone.GetAmbiguousTimeOffsets(local).Max()
            : _rules.Zone.GetUtcOffset(_rules.Zone.IsInvalidTime(local) ? local.AddHours(-2) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
