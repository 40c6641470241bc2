using System.Globalization;
using System.Text.Json;

namespace Actors.LoadTest.Programmes;

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
