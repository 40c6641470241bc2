namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// A prompt that is still to be issued, or can still be answered. Times are kept in whole seconds, rounded down: a stay
/// holds several prompts, and there are many stays in memory.
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

    /// <summary>
    /// Why the prompt does not count; <see cref="Excuse.None"/> if it counts. An open prompt with an excuse is excused if it
    /// is not answered.
    /// </summary>
    public Excuse Excuse { get; init; }

    private static DateTimeOffset? Moment(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static uint Seconds(DateTimeOffset? moment) => moment is { } value ? checked((uint)value.ToUnixTimeSeconds()) : 0;
}

/// <summary>What a prompt asks for. The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-kind")]
public enum PromptKind : byte
{
    /// <summary>The daily health report.</summary>
    Health = 0,

    /// <summary>The location.</summary>
    Location = 1,

    /// <summary>The location again, because the first fix left the place uncertain.</summary>
    SecondFix = 2,
}

/// <summary>What became of a prompt (SPEC Q6). The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-fate")]
public enum PromptOutcome : byte
{
    /// <summary>The prompt is still to be issued.</summary>
    Planned = 0,

    /// <summary>The prompt was issued and can be answered in time.</summary>
    Open = 1,

    /// <summary>The prompt was answered in time.</summary>
    Answered = 2,

    /// <summary>The prompt was answered late.</summary>
    Late = 3,

    /// <summary>The prompt was not answered, although it is proved that it reached the phone in good time.</summary>
    Missed = 4,

    /// <summary>The prompt does not count.</summary>
    Excused = 5,
}

/// <summary>Why a prompt does not count. The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-excuse")]
public enum Excuse : byte
{
    /// <summary>The prompt counts.</summary>
    None = 0,

    /// <summary>No proof that the prompt reached the phone in good time.</summary>
    NotDelivered = 1,

    /// <summary>The platform was down for too long.</summary>
    Outage = 2,

    /// <summary>The prompt was never sent, because no phone was connected.</summary>
    NotConnected = 3,

    /// <summary>The roster had not confirmed the person yet.</summary>
    NotConfirmed = 4,

    /// <summary>Another prompt replaced it.</summary>
    Superseded = 5,

    /// <summary>The stay had ended.</summary>
    StayEnded = 6,

    /// <summary>The person was away with a permit.</summary>
    Permit = 7,

    /// <summary>An answer came in time, and it could not be used.</summary>
    AnswerUnusable = 8,

    /// <summary>A second fix, because the first one was too inaccurate or too old.</summary>
    PositionUnusable = 9,

    /// <summary>Two phones asked to speak for the person.</summary>
    PhoneDisputed = 10,
}

/// <summary>The channel by which a message is sent. The numbers are stored and keep their meaning.</summary>
[GenerateSerializer, Alias("channel")]
public enum Channel : byte
{
    /// <summary>The connected app.</summary>
    App = 1,

    /// <summary>Web push.</summary>
    Push = 2,

    /// <summary>A text message.</summary>
    Sms = 3,

    /// <summary>An e-mail.</summary>
    Mail = 4,
}
