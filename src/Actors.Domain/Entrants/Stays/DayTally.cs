namespace Actors.Domain.Entrants.Stays;

/// <summary>
/// What was asked on one day and what came of it, follow-ups included. Each count is at most 15. Packed into 23 bits: it
/// is part of the state of everybody who is followed.
/// </summary>
public readonly record struct DayTally
{
    /// <summary>The highest count: more prompts than this have no number either.</summary>
    public const int Most = 15;

    /// <summary>The length of the binary form.</summary>
    public const int ByteCount = 3;

    private const int HealthShift = 20;

    private readonly uint _bits;

    private DayTally(uint bits)
    {
        _bits = bits;
    }

    /// <summary>Prompts for the location that were issued.</summary>
    public int Due
    {
        get => Count(0);
        init => _bits = With(0, value);
    }

    /// <summary>Those of them that were answered in time.</summary>
    public int Answered
    {
        get => Count(1);
        init => _bits = With(1, value);
    }

    /// <summary>Those of them that were answered late.</summary>
    public int Late
    {
        get => Count(2);
        init => _bits = With(2, value);
    }

    /// <summary>Those of them that were missed.</summary>
    public int Missed
    {
        get => Count(3);
        init => _bits = With(3, value);
    }

    /// <summary>Those of them that do not count.</summary>
    public int Excused
    {
        get => Count(4);
        init => _bits = With(4, value);
    }

    /// <summary>The health report.</summary>
    public HealthState Health
    {
        get => (HealthState)(_bits >> HealthShift);
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)HealthState.Excused, nameof(Health));
            _bits = (_bits & ((1u << HealthShift) - 1)) | ((uint)value << HealthShift);
        }
    }

    /// <summary>Whether nothing was asked and nothing came.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static DayTally Read(ReadOnlySpan<byte> source)
    {
        var bits = source[0] | ((uint)source[1] << 8) | ((uint)source[2] << 16);
        return bits >> HealthShift <= (uint)HealthState.Excused
            ? new DayTally(bits)
            : throw new FormatException("Not the tally of a day.");
    }

    /// <summary>Writes the binary form, least significant byte first.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = (byte)(_bits & 0xFF);
        destination[1] = (byte)((_bits >> 8) & 0xFF);
        destination[2] = (byte)(_bits >> 16);
    }

    private int Count(int place) => (int)((_bits >> (place * 4)) & Most);

    private uint With(int place, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        return (_bits & ~((uint)Most << (place * 4))) | ((uint)count << (place * 4));
    }
}
