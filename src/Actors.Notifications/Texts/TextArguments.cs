using System.Collections.Immutable;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Texts;

/// <summary>The named values for the placeholders of a text.</summary>
public sealed class TextArguments
{
    private readonly ImmutableArray<(string Name, TextArgument Value)> _sorted;

    private TextArguments(ImmutableArray<(string Name, TextArgument Value)> sorted)
    {
        _sorted = sorted;
    }

    /// <summary>No values.</summary>
    public static TextArguments None { get; } = new([]);

    /// <summary>The names and values in ordinal order of the names.</summary>
    public IReadOnlyList<(string Name, TextArgument Value)> All => _sorted;

    /// <summary>Gathers named values.</summary>
    /// <exception cref="ArgumentException">A name occurs twice, or there are too many values.</exception>
    public static TextArguments Of(params ReadOnlySpan<(string Name, TextArgument Value)> arguments)
    {
        if (arguments.IsEmpty)
        {
            return None;
        }

        if (arguments.Length > Limits.TextArguments)
        {
            throw new ArgumentException(
                $"A text has {arguments.Length} arguments; at most {Limits.TextArguments} are allowed.", nameof(arguments));
        }

        var sorted = ImmutableArray.Create(arguments)
            .Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Name == sorted[index - 1].Name)
            {
                throw new ArgumentException($"The argument {sorted[index].Name} occurs twice.", nameof(arguments));
            }
        }

        return new(sorted);
    }

    /// <summary>Finds the value with a name; <c>false</c> if there is none.</summary>
    public bool TryGet(string name, out TextArgument value)
    {
        foreach (var argument in _sorted)
        {
            if (argument.Name == name)
            {
                value = argument.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The names only, because values may be personal data.</summary>
    public override string ToString() => string.Join(", ", _sorted.Select(argument => argument.Name));
}

/// <summary>A value for a placeholder: text, a number, a date or a time of day.</summary>
public readonly record struct TextArgument
{
    private readonly object? _value;

    private TextArgument(object value)
    {
        _value = value;
    }

    /// <summary>A <see cref="string"/>, <see cref="decimal"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.</summary>
    public object Value => _value ?? "";

    /// <summary>The number; <c>null</c> if the value is not a number.</summary>
    public decimal? Number => _value as decimal?;

    /// <summary>A text, shown unchanged.</summary>
    /// <exception cref="ArgumentException">The text is longer than <see cref="Limits.ArgumentLength"/>.</exception>
    public static implicit operator TextArgument(string text)
    {
        return text.Length <= Limits.ArgumentLength
            ? new(text)
            : throw new ArgumentException(
                $"The argument has {text.Length} characters; at most {Limits.ArgumentLength} are allowed.", nameof(text));
    }

    /// <summary>A whole number.</summary>
    public static implicit operator TextArgument(long number) => new((decimal)number);

    /// <summary>A number.</summary>
    public static implicit operator TextArgument(decimal number) => new(number);

    /// <summary>A date.</summary>
    public static implicit operator TextArgument(DateOnly date) => new(date);

    /// <summary>A time of day, cut to the minute.</summary>
    public static implicit operator TextArgument(TimeOnly time) => new(new TimeOnly(time.Hour, time.Minute));

    /// <summary>The type of the value. The value may be personal data.</summary>
    public override string ToString() => Value.GetType().Name;

    /// <summary>The value as a language writes it.</summary>
    internal string Format(LanguageFormats formats) => Value switch
    {
        decimal number => formats.Format(number),
        DateOnly date => formats.Format(date),
        TimeOnly time => LanguageFormats.Format(time),
        _ => (string)Value,
    };
}
