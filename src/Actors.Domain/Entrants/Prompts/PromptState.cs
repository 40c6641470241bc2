namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// A prompt that is still to be issued, or can still be answered. Times are kept in whole seconds, rounded down: a stay holds
/// several prompts, and there are many stays in memory.
/// </summary>
public readonly record struct PromptState
{
    private readonly uint _planned;
    private readonly uint _issued;
    private readonly uint _delivered;
    private readonly uint _opened;
    private readonly uint _closes;
    private readonly ushort _extension;

    /// <summary>The number of the prompt within its stay.</summary>
    public required PromptNumber Number { get; init; }

    /// <summary>What the prompt asks for.</summary>
    public required PromptKind Kind { get; init; }

    /// <summary>When the prompt is to be issued.</summary>
    public required DateTimeOffset PlannedAt
    {
        get => DateTimeOffset.FromUnixTimeSeconds(_planned);
        init => _planned = Seconds(value);
    }

    /// <summary>When the prompt was issued; <c>null</c> if it was not issued yet.</summary>
    public DateTimeOffset? IssuedAt
    {
        get => Moment(_issued);
        init => _issued = Seconds(value);
    }

    /// <summary>The moment for which delivery to the phone is proved; <c>null</c> if there is no proof.</summary>
    public DateTimeOffset? DeliveredAt
    {
        get => Moment(_delivered);
        init => _delivered = Seconds(value);
    }

    /// <summary>When the person opened the prompt; <c>null</c> if not yet.</summary>
    public DateTimeOffset? OpenedAt
    {
        get => Moment(_opened);
        init => _opened = Seconds(value);
    }

    /// <summary>
    /// The moment from which an answer is late, extension included; <c>null</c> if the prompt was not issued yet.
    /// </summary>
    public DateTimeOffset? ClosesAt
    {
        get => Moment(_closes);
        init => _closes = Seconds(value);
    }

    /// <summary>The part of the time until <see cref="ClosesAt"/> that was added because of outages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative or longer than <see cref="Limits.MaxPromptExtensionSeconds"/>.
    /// </exception>
    public TimeSpan Extension
    {
        get => TimeSpan.FromSeconds(_extension);
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(Limits.MaxPromptExtensionSeconds));
            _extension = (ushort)(value.Ticks / TimeSpan.TicksPerSecond);
        }
    }

    /// <summary>Whether the person was reminded.</summary>
    public bool Reminded { get; init; }

    /// <summary>What became of the prompt.</summary>
    public PromptOutcome Outcome { get; init; }

    /// <summary>Why the prompt does not count; <see cref="Excuse.None"/> if it counts.</summary>
    public Excuse Excuse { get; init; }

    private static DateTimeOffset? Moment(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static uint Seconds(DateTimeOffset? moment) => moment is { } value ? checked((uint)value.ToUnixTimeSeconds()) : 0;
}
