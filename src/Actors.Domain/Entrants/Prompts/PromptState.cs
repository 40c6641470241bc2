using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// A prompt that can still be answered or has still to be issued. Times are in whole seconds, rounded down. Packed into
/// 20 bytes: several are part of the state of everybody who is followed.
/// </summary>
public readonly record struct PromptState
{
    /// <summary>The length of the binary form.</summary>
    public const int ByteCount = 8 + (4 * OffsetBytes);

    private const int OffsetBytes = 3;
    private const uint MostOffset = (1u << (8 * OffsetBytes)) - 2;

    /// <summary>The longest extension that can be kept.</summary>
    public static readonly TimeSpan MaxExtension = TimeSpan.FromSeconds(ExtensionMask);

    private const uint ExtensionMask = Limits.MaxPromptExtensionSeconds;

    // From the lowest bit: extension 12, reminded 1, excuse 4, fate 3, kind 2, number 10.
    private readonly uint _bits;
    private readonly uint _planned;
    private readonly uint _issued;
    private readonly uint _delivered;
    private readonly uint _opened;
    private readonly uint _closes;

    [SetsRequiredMembers]
    private PromptState(uint bits, uint planned, uint issued, uint delivered, uint opened, uint closes)
    {
        (_bits, _planned, _issued, _delivered, _opened, _closes) = (bits, planned, issued, delivered, opened, closes);
    }

    /// <summary>Which prompt of the stay it is.</summary>
    public required PromptNumber Number
    {
        get => new((int)(_bits >> 26), (int)(_bits >> 22) & PromptNumber.LastIndex);
        init => _bits = With(22, 0x3FF, value.Value);
    }

    /// <summary>What it asks for.</summary>
    public required PromptKind Kind
    {
        get => (PromptKind)((_bits >> 20) & 0x3);
        init => _bits = With(20, 0x3, (uint)value);
    }

    /// <summary>When it is to be issued.</summary>
    public required DateTimeOffset PlannedAt
    {
        get => DateTimeOffset.FromUnixTimeSeconds(_planned);
        init => _planned = Seconds(value);
    }

    /// <summary>When it was issued; null: not yet.</summary>
    public DateTimeOffset? IssuedAt
    {
        get => Moment(_issued);
        init => _issued = Seconds(value);
    }

    /// <summary>When the phone is proved to have had it; null: there is no proof.</summary>
    public DateTimeOffset? DeliveredAt
    {
        get => Moment(_delivered);
        init => _delivered = Seconds(value);
    }

    /// <summary>When the person opened it; null: not yet.</summary>
    public DateTimeOffset? OpenedAt
    {
        get => Moment(_opened);
        init => _opened = Seconds(value);
    }

    /// <summary>The moment from which an answer is late, extension included; null: it was not issued.</summary>
    public DateTimeOffset? ClosesAt
    {
        get => Moment(_closes);
        init => _closes = Seconds(value);
    }

    /// <summary>How much of the time until <see cref="ClosesAt"/> was given because of outages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or above <see cref="MaxExtension"/>.</exception>
    public TimeSpan Extension
    {
        get => TimeSpan.FromSeconds(_bits & ExtensionMask);
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxExtension);
            _bits = With(0, ExtensionMask, (uint)(value.Ticks / TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>Whether the person was reminded.</summary>
    public bool Reminded
    {
        get => (_bits & (1u << 12)) != 0;
        init => _bits = With(12, 1, value ? 1u : 0);
    }

    /// <summary>What became of it.</summary>
    public PromptOutcome Outcome
    {
        get => (PromptOutcome)((_bits >> 17) & 0x7);
        init => _bits = With(17, 0x7, (uint)value);
    }

    /// <summary>Why it does not count.</summary>
    public Excuse Excuse
    {
        get => (Excuse)((_bits >> 13) & 0xF);
        init => _bits = With(13, 0xF, (uint)value);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static PromptState Read(ReadOnlySpan<byte> source)
    {
        var planned = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        var state = new PromptState(
            BinaryPrimitives.ReadUInt32LittleEndian(source),
            planned,
            ReadAfter(planned, source[8..]),
            ReadAfter(planned, source[(8 + OffsetBytes)..]),
            ReadAfter(planned, source[(8 + (2 * OffsetBytes))..]),
            ReadAfter(planned, source[(8 + (3 * OffsetBytes))..]));
        return state._bits >> 26 <= PromptNumber.LastDay
            && state.Kind <= PromptKind.SecondFix
            && state.Outcome <= PromptOutcome.Excused
            && state.Excuse <= Excuse.Permit
            ? state
            : throw new FormatException("Not the state of a prompt.");
    }

    /// <summary>Writes the binary form, numbers with the least significant byte first.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, _bits);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], _planned);
        WriteAfter(_planned, _issued, destination[8..]);
        WriteAfter(_planned, _delivered, destination[(8 + OffsetBytes)..]);
        WriteAfter(_planned, _opened, destination[(8 + (2 * OffsetBytes))..]);
        WriteAfter(_planned, _closes, destination[(8 + (3 * OffsetBytes))..]);
    }

    // What happens to a prompt comes after the time for which it was planned: seconds since then plus one, or 0 for never.
    // Half a year is enough: whatever is later than that counts as that late.
    private static uint ReadAfter(uint planned, ReadOnlySpan<byte> source)
    {
        var offset = source[0] | ((uint)source[1] << 8) | ((uint)source[2] << 16);
        return offset == 0 ? 0 : planned + offset - 1;
    }

    private static void WriteAfter(uint planned, uint moment, Span<byte> destination)
    {
        var offset = moment == 0 ? 0 : Math.Min(moment < planned ? 0 : moment - planned, MostOffset) + 1;
        destination[0] = (byte)(offset & 0xFF);
        destination[1] = (byte)((offset >> 8) & 0xFF);
        destination[2] = (byte)(offset >> 16);
    }

    private static DateTimeOffset? Moment(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static uint Seconds(DateTimeOffset? moment) => moment is { } value ? checked((uint)value.ToUnixTimeSeconds()) : 0;

    private uint With(int shift, uint mask, uint value) =>
        value <= mask
            ? (_bits & ~(mask << shift)) | (value << shift)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A prompt has no such value.");
}
