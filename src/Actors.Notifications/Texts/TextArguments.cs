using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Notifications.Texts;

/// <summary>The values for the placeholders of a text, each under its name. Equal when names and values are.</summary>
[JsonConverter(typeof(TextArgumentsJsonConverter))]
public sealed class TextArguments : IEquatable<TextArguments>
{
    private readonly ImmutableArray<(string Name, TextArgument Value)> _sorted;

    private TextArguments(ImmutableArray<(string Name, TextArgument Value)> sorted)
    {
        _sorted = sorted;
    }

    /// <summary>No values.</summary>
    public static TextArguments None { get; } = new([]);

    /// <summary>The names, in the order of their letters.</summary>
    public IEnumerable<string> Names => _sorted.Select(argument => argument.Name);

    /// <summary>Names and values, in the order of the names' letters.</summary>
    public IReadOnlyList<(string Name, TextArgument Value)> All => _sorted;

    /// <summary>Gathers values under their names.</summary>
    /// <exception cref="ArgumentException">A name is given twice, or there are too many.</exception>
    public static TextArguments Of(params ReadOnlySpan<(string Name, TextArgument Value)> arguments)
    {
        if (arguments.IsEmpty)
        {
            return None;
        }

        if (arguments.Length > Limits.TextArguments)
        {
            throw new ArgumentException(
                $"{arguments.Length} arguments; {Limits.TextArguments} are allowed.", nameof(arguments));
        }

        var sorted = ImmutableArray.Create(arguments)
            .Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Name == sorted[index - 1].Name)
            {
                throw new ArgumentException($"The argument {sorted[index].Name} is given twice.", nameof(arguments));
            }
        }

        return new(sorted);
    }

    /// <summary>The value of that name; false when it is not given.</summary>
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

    /// <inheritdoc/>
    public bool Equals(TextArguments? other) => other is not null && _sorted.AsSpan().SequenceEqual(other._sorted.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextArguments);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var argument in _sorted)
        {
            hash.Add(argument);
        }

        return hash.ToHashCode();
    }

    /// <summary>The names alone: values may be personal data.</summary>
    public override string ToString() => string.Join(", ", Names);
}
