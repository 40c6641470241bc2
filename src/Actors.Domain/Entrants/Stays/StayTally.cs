using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The tallies of a stay, day by day. Days after the last one on which anything happened take no room.</summary>
[JsonConverter(typeof(StayTallyJsonConverter))]
public readonly struct StayTally : IEquatable<StayTally>
{
    /// <summary>The highest number of a day that is counted.</summary>
    public const int LastDay = Limits.LastStayDay;

    private readonly byte[]? _days;

    private StayTally(byte[] days)
    {
        _days = days;
    }

    /// <summary>The binary form: three bytes a day, from day 0 to the last one on which anything happened.</summary>
    public ReadOnlySpan<byte> Bytes => _days;

    /// <summary>What happened on a day; an empty tally for a day on which nothing did.</summary>
    public DayTally this[int day]
    {
        get
        {
            var at = Math.Max(day, 0) * DayTally.ByteCount;
            return day >= 0 && at < Bytes.Length ? DayTally.Read(Bytes[at..]) : default;
        }
    }

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static StayTally FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % DayTally.ByteCount != 0 || bytes.Length > (LastDay + 1) * DayTally.ByteCount)
        {
            throw new FormatException($"{bytes.Length} bytes are no tally of a stay.");
        }

        var tally = default(StayTally);
        for (var day = 0; day * DayTally.ByteCount < bytes.Length; day++)
        {
            tally = tally.With(day, DayTally.Read(bytes[(day * DayTally.ByteCount)..]));
        }

        return tally;
    }

    /// <summary>With another tally of one day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is below 0 or above <see cref="LastDay"/>.</exception>
    public StayTally With(int day, DayTally tally)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        Span<byte> days = stackalloc byte[(LastDay + 1) * DayTally.ByteCount];
        days.Clear();
        Bytes.CopyTo(days);
        tally.WriteTo(days[(day * DayTally.ByteCount)..]);
        var last = days.LastIndexOfAnyExcept((byte)0) / DayTally.ByteCount;
        return days.IndexOfAnyExcept((byte)0) < 0 ? default : new StayTally(days[..((last + 1) * DayTally.ByteCount)].ToArray());
    }

    /// <inheritdoc/>
    public bool Equals(StayTally other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StayTally other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public static bool operator ==(StayTally left, StayTally right) => left.Equals(right);

    public static bool operator !=(StayTally left, StayTally right) => !left.Equals(right);
}
