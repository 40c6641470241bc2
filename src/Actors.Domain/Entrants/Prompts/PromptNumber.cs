using System.Globalization;

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
