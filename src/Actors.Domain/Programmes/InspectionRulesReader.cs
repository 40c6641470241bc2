using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Domain.Programmes;

/// <summary>Reads the rules of the inspection in a programme file. What the file leaves out has a default.</summary>
internal static class InspectionRulesReader
{
    /// <summary>The names of the items in files.</summary>
    private static readonly ImmutableDictionary<string, CheckItem> Items = Enum.GetValues<CheckItem>()
        .ToImmutableDictionary(item => JsonNamingPolicy.CamelCase.ConvertName(item.ToString()), StringComparer.Ordinal);

    /// <summary>Reads the section of the inspection.</summary>
    public static InspectionRules Read(ProgrammeDocument.InspectionSection section, FieldChecks checks)
    {
        var required = ImmutableArray.CreateBuilder<CheckItem>();
        foreach (var name in section.Required ?? [])
        {
            if (Items.TryGetValue(name, out var item) && !required.Contains(item))
            {
                required.Add(item);
            }
            else
            {
                checks.Fail<CheckItem>(
                    "inspection.required", $"Name each item once, of {string.Join(", ", Items.Keys.Order())}.");
                break;
            }
        }

        return new()
        {
            Required = required.DrainToImmutable(),
            TestWait = checks.Seconds("inspection.testWaitSeconds", section.TestWaitSeconds, 5, 600),
            CodeLifetime = checks.Minutes("inspection.codeMinutes", section.CodeMinutes, 1, 60),
            LandedWithinDays = checks.Whole("inspection.landedWithinDays", section.LandedWithinDays, 0, 7),
            RemindEveryDays = checks.Whole("inspection.remindEveryDays", section.RemindEveryDays, 0, 31),
            RemindAt = checks.Time("inspection.remindAt", section.RemindAt),
        };
    }
}
