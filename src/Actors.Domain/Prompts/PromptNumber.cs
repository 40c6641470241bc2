using System.Globalization;
using System.Text.Json.Serialization;

namespace Actors.Domain.Prompts;

/// <summary>The number of a prompt within its stay: the day and the place within the day.</summary>
[GenerateSerializer(IncludePrimaryConstructorParameters = false), Immutable, Alias("prompt-number")]
[JsonConverter(typeof(PromptNumberJsonConverter))]
public readonly record struct PromptNumber
{
    /// <summary>The highest day.</summary>
    public const int LastDay = 62;

    /// <summary>The highest place within a day.</summary>
    public const int LastIndex = 15;

    /// <summary>Numbers a prompt.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day or place.</exception>
    public PromptNumber(int day, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, LastIndex);
        Value = (ushort)((day << 4) | index);
    }

    /// <summary>Day and place as one number; in the order of days and places.</summary>
    [Id(0)]
    public ushort Value { get; }

    /// <summary>The day of the stay.</summary>
    public int Day => Value >> 4;

    /// <summary>The place within the day: 0 is the health report, 1 to 15 ask for the location.</summary>
    public int Index => Value & LastIndex;

    /// <summary>Reads <see cref="Value"/>; false when no prompt has this number.</summary>
    public static bool TryFrom(int value, out PromptNumber number)
    {
        var valid = value is >= 0 and <= ((LastDay << 4) | LastIndex);
        number = valid ? new PromptNumber(value >> 4, value & LastIndex) : default;
        return valid;
    }

    /// <summary>Day and place: <c>d3-2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"d{Day}-{Index}");
}
