using System.Collections.Immutable;

namespace Actors.Domain.Ledger;

/// <summary>
/// What a receiver has had from each sender: the highest number, and which of the 64 below it. Effects may arrive in
/// any order and any number of times; each is new exactly once. One that comes more than <see cref="Span"/> numbers
/// late counts as had: a sender does not go on so far while an older effect is open.
/// </summary>
public sealed record ReceivedEffects
{
    /// <summary>How far behind the highest number an effect is still known to be new or not.</summary>
    public const int Span = 64;

    /// <summary>From nobody anything.</summary>
    public static readonly ReceivedEffects None = new();

    private readonly ImmutableSortedDictionary<string, Window> _senders =
        ImmutableSortedDictionary<string, Window>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>By sender, in the order of their names, so that the same effects are always encoded in the same way.</summary>
    public ImmutableSortedDictionary<string, Window> Senders
    {
        get => _senders;
        init => _senders = value.WithComparers(StringComparer.Ordinal);
    }

    /// <summary>Whether the effect was not had yet.</summary>
    public bool IsNew(EffectId effect) => !Senders.TryGetValue(effect.Source, out var window) || window.IsNew(effect.Sequence);

    /// <summary>With the effect had.</summary>
    public ReceivedEffects With(EffectId effect) =>
        this with { Senders = Senders.SetItem(effect.Source, Senders.GetValueOrDefault(effect.Source).With(effect.Sequence)) };

    /// <summary>Of one sender.</summary>
    /// <param name="Highest">The highest number had; 0: none.</param>
    /// <param name="Below">Bit k: number <paramref name="Highest"/> − 1 − k was had.</param>
    public readonly record struct Window(long Highest, ulong Below)
    {
        /// <summary>Whether the number was not had yet.</summary>
        public bool IsNew(long sequence)
        {
            var behind = Highest - sequence;
            return behind < 0 || (behind is > 0 and <= Span && (Below & (1UL << (int)(behind - 1))) == 0);
        }

        /// <summary>With the number had.</summary>
        public Window With(long sequence)
        {
            var ahead = sequence - Highest;
            return ahead switch
            {
                0 => this,
                < -Span => this,
                < 0 => this with { Below = Below | (1UL << (int)(-ahead - 1)) },
                _ => new(sequence, Shift(ahead) | (Highest > 0 && ahead <= Span ? 1UL << (int)(ahead - 1) : 0)),
            };
        }

        private ulong Shift(long by) => by >= Span ? 0 : Below << (int)by;
    }
}
