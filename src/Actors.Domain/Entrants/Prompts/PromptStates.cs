using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>The prompts of a stay that are not over, in the order of their numbers. Each number is there once.</summary>
[JsonConverter(typeof(PromptStatesJsonConverter))]
public readonly struct PromptStates : IEquatable<PromptStates>
{
    /// <summary>The most there can be: all of three days.</summary>
    public const int Capacity = 48;

    private readonly byte[]? _bytes;

    private PromptStates(byte[] bytes)
    {
        _bytes = bytes;
    }

    /// <summary>The binary form: <see cref="PromptState.ByteCount"/> bytes each.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>How many there are.</summary>
    public int Count => Bytes.Length / PromptState.ByteCount;

    /// <summary>One of them, by its place in the order.</summary>
    public PromptState this[int index] => PromptState.Read(Bytes[(index * PromptState.ByteCount)..]);

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static PromptStates FromBytes(ReadOnlySpan<byte> bytes)
    {
        var states = new PromptStates(bytes.ToArray());
        if (bytes.Length % PromptState.ByteCount != 0 || states.Count > Capacity)
        {
            throw new FormatException($"{bytes.Length} bytes are no prompts.");
        }

        var previous = -1;
        foreach (var state in states)
        {
            if (state.Number.Value <= previous)
            {
                throw new FormatException("The prompts are not in order.");
            }

            previous = state.Number.Value;
        }

        return states;
    }

    /// <summary>The prompt with this number; null when it is not there.</summary>
    public PromptState? Find(PromptNumber number) =>
        Search(number, out var place) ? this[place] : null;

    /// <summary>With one more, or with another one in place of the one with the same number.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="Capacity"/> already.</exception>
    public PromptStates With(PromptState prompt)
    {
        var found = Search(prompt.Number, out var place);
        if (!found && Count == Capacity)
        {
            throw new InvalidOperationException($"A stay has at most {Capacity} prompts that are not over.");
        }

        var at = place * PromptState.ByteCount;
        var bytes = new byte[Bytes.Length + (found ? 0 : PromptState.ByteCount)];
        Bytes[..at].CopyTo(bytes);
        prompt.WriteTo(bytes.AsSpan(at));
        Bytes[(found ? at + PromptState.ByteCount : at)..].CopyTo(bytes.AsSpan(at + PromptState.ByteCount));
        return new PromptStates(bytes);
    }

    /// <summary>Without the prompt with this number, if it is there.</summary>
    public PromptStates Without(PromptNumber number)
    {
        if (!Search(number, out var place))
        {
            return this;
        }

        var at = place * PromptState.ByteCount;
        return new PromptStates([.. Bytes[..at], .. Bytes[(at + PromptState.ByteCount)..]]);
    }

    /// <summary>Goes through them in order; takes no memory.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    public bool Equals(PromptStates other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PromptStates other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public static bool operator ==(PromptStates left, PromptStates right) => left.Equals(right);

    public static bool operator !=(PromptStates left, PromptStates right) => !left.Equals(right);

    /// <summary>Where the number is, or where it would have to be.</summary>
    private bool Search(PromptNumber number, out int place)
    {
        for (place = 0; place < Count; place++)
        {
            var there = this[place].Number.Value;
            if (there >= number.Value)
            {
                return there == number.Value;
            }
        }

        return false;
    }

    /// <summary>Goes through prompts in order.</summary>
    public struct Enumerator
    {
        private readonly PromptStates _states;
        private int _next;

        internal Enumerator(PromptStates states)
        {
            _states = states;
        }

        /// <summary>The prompt it stands at.</summary>
        public readonly PromptState Current => _states[_next - 1];

        /// <summary>Goes to the next one; false when there is none.</summary>
        public bool MoveNext() => ++_next <= _states.Count;
    }
}
