using System.Text.Json.Serialization;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Texts;

/// <summary>
/// A value for a placeholder: text, a number, a date or a time of day. On the wire text and numbers are themselves, a date
/// is <c>{"date":"2021-04-15"}</c> and a time <c>{"time":"14:00"}</c>, so that the receiver can write them in its language.
/// </summary>
[JsonConverter(typeof(TextArgumentJsonConverter))]
public readonly record struct TextArgument
{
    private readonly object? _value;

    private TextArgument(object value)
    {
        _value = value;
    }

    /// <summary>A <see cref="string"/>, <see cref="decimal"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.</summary>
    public object Value => _value ?? "";

    /// <summary>The number, null when it is something else.</summary>
    public decimal? Number => _value as decimal?;

    /// <summary>Takes text; it is shown as it is.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="Limits.ArgumentLength"/>.</exception>
    public static implicit operator TextArgument(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Limits.ArgumentLength
            ? new(text)
            : throw new ArgumentException($"{text.Length} characters; {Limits.ArgumentLength} are allowed.", nameof(text));
    }

    /// <summary>Takes a whole number.</summary>
    public static implicit operator TextArgument(long number) => new((decimal)number);

    /// <summary>Takes a number.</summary>
    public static implicit operator TextArgument(decimal number) => new(number);

    /// <summary>Takes a date of the calendar.</summary>
    public static implicit operator TextArgument(DateOnly date) => new(date);

    /// <summary>Takes a time of day; seconds are not shown and not sent.</summary>
    public static implicit operator TextArgument(TimeOnly time) => new(new TimeOnly(time.Hour, time.Minute));

    /// <summary>The kind of value: what it holds may be personal data.</summary>
    public override string ToString() => Value.GetType().Name;

    /// <summary>The value as the language writes it.</summary>
    internal string Format(LanguageFormats formats) => Value switch
    {
        decimal number => formats.Format(number),
        DateOnly date => formats.Format(date),
        TimeOnly time => LanguageFormats.Format(time),
        _ => (string)Value,
    };
}
