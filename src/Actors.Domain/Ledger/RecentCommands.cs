using System.Text.Json.Serialization;

namespace Actors.Domain.Ledger;

/// <summary>
/// The commands carried out last. One of them that comes again is answered as before and carried out no second time.
/// Sixteen are remembered: more than a phone sends after a day without a network.
/// </summary>
[JsonConverter(typeof(RecentCommandsConverter))]
public readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>How many are remembered.</summary>
    public const int Capacity = 16;

    private readonly ulong[]? _newestLast;

    private RecentCommands(ulong[] newestLast) => _newestLast = newestLast;

    /// <summary>Their numbers, the newest last.</summary>
    public ReadOnlySpan<ulong> Ids => _newestLast;

    /// <summary>Those with the given numbers, the newest last.</summary>
    public static RecentCommands Of(ReadOnlySpan<ulong> newestLast) => new(newestLast.ToArray());

    /// <summary>Whether the command was carried out lately.</summary>
    public bool Contains(CommandId command) => Ids.Contains(command.Value);

    /// <summary>With one more; the oldest is forgotten when there are too many.</summary>
    public RecentCommands With(CommandId command) => new([.. Ids[Math.Max(0, Ids.Length - Capacity + 1)..], command.Value]);

    /// <inheritdoc/>
    public bool Equals(RecentCommands other) => Ids.SequenceEqual(other.Ids);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Ids.IsEmpty ? 0 : HashCode.Combine(Ids.Length, Ids[^1]);

    public static bool operator ==(RecentCommands left, RecentCommands right) => left.Equals(right);

    public static bool operator !=(RecentCommands left, RecentCommands right) => !left.Equals(right);
}
