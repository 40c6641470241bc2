using System.Collections.Immutable;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>The prompts of a stay that are not over, in the order of their numbers. Each number occurs once.</summary>
public readonly struct PromptStates : IEquatable<PromptStates>
{
    /// <summary>The maximum number of prompts: all of three days.</summary>
    public const int Capacity = 3 * (Limits.LastPromptIndex + 1);

    private readonly ImmutableArray<PromptState> _prompts;

    private PromptStates(ImmutableArray<PromptState> prompts) => _prompts = prompts;

    /// <summary>How many prompts there are.</summary>
    public int Count => _prompts.IsDefault ? 0 : _prompts.Length;

    /// <summary>The prompt at an index in this order.</summary>
    public PromptState this[int index] => _prompts[index];

    /// <summary>Creates the list from prompts in the order of their numbers.</summary>
    /// <exception cref="ArgumentException">There are too many prompts, or they are not in order.</exception>
    public static PromptStates Of(ReadOnlySpan<PromptState> prompts)
    {
        if (prompts.Length > Capacity)
        {
            throw new ArgumentException($"A stay has at most {Capacity} prompts that are not over.", nameof(prompts));
        }

        for (var index = 1; index < prompts.Length; index++)
        {
            if (prompts[index].Number.Value <= prompts[index - 1].Number.Value)
            {
                throw new ArgumentException("The prompts are not in order.", nameof(prompts));
            }
        }

        return prompts.IsEmpty ? default : new([.. prompts]);
    }

    /// <summary>The prompt with this number; <c>null</c> if there is none.</summary>
    public PromptState? Find(PromptNumber number) => Search(number, out var index) ? _prompts[index] : null;

    /// <summary>Adds a prompt, or replaces the one with the same number.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="Capacity"/> already.</exception>
    public PromptStates With(PromptState prompt)
    {
        if (Search(prompt.Number, out var index))
        {
            return new(_prompts.SetItem(index, prompt));
        }

        return Count < Capacity
            ? new((_prompts.IsDefault ? [] : _prompts).Insert(index, prompt))
            : throw new InvalidOperationException($"A stay has at most {Capacity} prompts that are not over.");
    }

    /// <summary>Removes the prompt with this number, if there is one.</summary>
    public PromptStates Without(PromptNumber number) =>
        !Search(number, out var index) ? this
        : Count == 1 ? default
        : new(_prompts.RemoveAt(index));

    /// <summary>Goes through the prompts in order without allocating memory.</summary>
    public ReadOnlySpan<PromptState>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(PromptStates other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PromptStates other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _prompts[^1]);

    public static bool operator ==(PromptStates left, PromptStates right) => left.Equals(right);

    public static bool operator !=(PromptStates left, PromptStates right) => !left.Equals(right);

    private ReadOnlySpan<PromptState> AsSpan() => _prompts.IsDefault ? default : _prompts.AsSpan();

    /// <summary>Finds the index of a number, or the index at which it would have to be inserted.</summary>
    private bool Search(PromptNumber number, out int index)
    {
        for (index = 0; index < Count; index++)
        {
            var there = _prompts[index].Number.Value;
            if (there >= number.Value)
            {
                return there == number.Value;
            }
        }

        return false;
    }
}
