using System.Collections.Immutable;
using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>The number of a prompt within its stay: the day and the index within the day.</summary>
[GenerateSerializer(IncludePrimaryConstructorParameters = false), Immutable, Alias("prompt-number")]
public readonly record struct PromptNumber
{
    /// <summary>The highest day.</summary>
    public const int LastDay = 62;

    /// <summary>The highest index within a day.</summary>
    public const int LastIndex = Limits.LastPromptIndex;

    /// <summary>Creates a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day or the index is out of range.</exception>
    public PromptNumber(int day, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, LastIndex);
        Value = (ushort)((day << 4) | index);
    }

    /// <summary>Day and index as one number, ordered by day, then by index.</summary>
    [Id(0)]
    public ushort Value { get; }

    /// <summary>The number of the day within the stay.</summary>
    public int Day => Value >> 4;

    /// <summary>The index within the day: 0 for the health report, 1 to 15 for prompts for the location.</summary>
    public int Index => Value & LastIndex;

    /// <summary>Converts a <see cref="Value"/>; returns <c>false</c> if no prompt can have this number.</summary>
    public static bool TryFrom(int value, out PromptNumber number)
    {
        var valid = value is >= 0 and <= ((LastDay << 4) | LastIndex);
        number = valid ? new PromptNumber(value >> 4, value & LastIndex) : default;
        return valid;
    }

    /// <summary>Returns day and index, such as <c>d3-2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"d{Day}-{Index}");
}

/// <summary>
/// Draws the times of the prompts for the location (SPEC Q3). They cannot be predicted without the key, not even from
/// all earlier ones. The same key gives the same times again.
/// </summary>
public static class PromptPlan
{
    /// <summary>
    /// Draws the times of one day, in order, in whole seconds. Draws the number of prompts first, then one of all
    /// equally likely ways to place them: within the window, far enough apart, the last one closing within the window.
    /// </summary>
    /// <param name="key">The secret.</param>
    /// <param name="stay">The stay.</param>
    /// <param name="day">The local date.</param>
    /// <param name="rules">The rules for number, window and gaps.</param>
    /// <param name="zone">The zone of the local times.</param>
    /// <param name="notBefore">
    /// The local time of the check-in on its day. Then as many prompts are drawn as still fit, at most as many as for
    /// the whole day, perhaps none. <c>null</c> for the whole day.
    /// </param>
    public static ImmutableArray<DateTimeOffset> Draw(
        PlanKey key, StayId stay, DateOnly day, LocationRules rules, ProgrammeZone zone, TimeOnly? notBefore)
    {
        var stream = new KeyedStream(key, stay.Record, day, KeyedStream.Prompts, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PromptsMin + stream.Below(rules.PromptsMax - rules.PromptsMin + 1);
        var first = zone.At(day, notBefore > rules.WindowFrom ? notBefore.Value : rules.WindowFrom);
        return SpreadTimes.Draw(ref stream, wanted, first, zone.At(day, rules.WindowTo) - rules.Open, rules.Gap);
    }
}

/// <summary>A prompt as it was drawn for a day.</summary>
public readonly record struct PlannedPrompt(PromptNumber Number, PromptKind Kind, DateTimeOffset At);
