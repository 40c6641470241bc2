namespace Actors.Client.Simulated;

/// <summary>The plan of one simulated person, drawn before the run. Times are programme time.</summary>
public sealed record PhoneProfile
{
    /// <summary>How the person and the phone behave.</summary>
    public required Behaviour Behaviour { get; init; }

    /// <summary>When the person lands.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the phone connects for the first time.</summary>
    public required DateTimeOffset ConnectsAt { get; init; }

    /// <summary>When the person checks in at each of <see cref="Places"/>.</summary>
    public required IReadOnlyList<DateTimeOffset> CheckInsAt { get; init; }

    /// <summary>The places of stay in order, in degrees north and east.</summary>
    public required IReadOnlyList<(double Latitude, double Longitude)> Places { get; init; }

    /// <summary>When the phone has no connection.</summary>
    public IReadOnlyList<Period> Offline { get; init; } = [];

    /// <summary>When the person does not react.</summary>
    public IReadOnlyList<Period> Asleep { get; init; } = [];

    /// <summary>From when the phone is silent for good; null if it never is.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>The start of a day of fever; null if there is none.</summary>
    public DateTimeOffset? SickFrom { get; init; }

    /// <summary>The seed of everything else about the person.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How far the clock of the phone is ahead at the landing; negative if it is behind.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>What the clock of the phone gains in a day.</summary>
    public TimeSpan ClockGain { get; init; }

    /// <summary>Whether the app tells when it sends a command.</summary>
    public bool TellsSendTime { get; init; }

    /// <summary>How well the phone knows where it is.</summary>
    public Positioning Positioning { get; init; }

    /// <summary>How the phone is reached.</summary>
    public Reach Reach { get; init; }

    /// <summary>What the clock of the phone shows at a moment.</summary>
    public DateTimeOffset PhoneTimeAt(DateTimeOffset now) => now + ClockAhead + (now - LandedAt).TotalDays * ClockGain;

    /// <summary>Whether the phone has a connection at a moment.</summary>
    public bool IsOnline(DateTimeOffset at) =>
        at >= ConnectsAt && !(at >= GoneSince) && !Offline.Any(absence => absence.Contains(at));
}

/// <summary>How a simulated person and phone behave. Most are prompt; the others make following up hard.</summary>
public enum Behaviour
{
    /// <summary>Answers within minutes.</summary>
    Prompt = 0,

    /// <summary>Answers, often too late.</summary>
    Late = 1,

    /// <summary>Sleeps at odd hours with the phone on: prompts arrive and stay unanswered.</summary>
    Asleep = 2,

    /// <summary>The battery is flat now and then, for hours.</summary>
    FlatBattery = 3,

    /// <summary>Has no network for a whole day and sends the answers later.</summary>
    NoNetworkForADay = 4,

    /// <summary>Moves to another place and checks in there.</summary>
    MovesHouse = 5,

    /// <summary>Sends made-up positions.</summary>
    FakedPosition = 6,

    /// <summary>Falls silent for good at some moment, some before the first contact.</summary>
    TrulyGone = 7,
}

/// <summary>How well a phone knows where it is.</summary>
public enum Positioning
{
    /// <summary>As well as phones do.</summary>
    Precise = 0,

    /// <summary>The person has allowed the approximate position only.</summary>
    Approximate = 1,

    /// <summary>The position is never valid.</summary>
    Invalid = 2,
}

/// <summary>How a phone is reached.</summary>
public enum Reach
{
    /// <summary>It keeps a connection.</summary>
    Connection = 0,

    /// <summary>It keeps none, and has a push subscription.</summary>
    Push = 1,

    /// <summary>It keeps none and knows no push; its person follows the link in a short message.</summary>
    ShortMessage = 2,
}

/// <summary>A span of programme time.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, which is not part of it.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether a moment lies in the period.</summary>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment < To;
}

/// <summary>What all simulated phones of one run share.</summary>
public sealed class PhoneWorld
{
    /// <summary>The servers and the settings of the clients.</summary>
    public required EntrantClientOptions Options { get; init; }

    /// <summary>The programme clock.</summary>
    public required FollowedClock Clock { get; init; }

    /// <summary>The planned steps of the phones.</summary>
    public required PhoneSchedule Schedule { get; init; }

    /// <summary>The wall clock, for measurements.</summary>
    public required TimeProvider Wall { get; init; }

    /// <summary>The line by which pushes and short messages come; <c>null</c> if the run has none.</summary>
    public PushLine? Push { get; init; }

    /// <summary>The probability with which a phone misbehaves on one message.</summary>
    public double Faults { get; init; }

    /// <summary>Called with the real time that a report took until it was acknowledged.</summary>
    public Action<TimeSpan> Reported { get; init; } = static _ => { };

    /// <summary>Called for each new prompt that arrives, with the programme time at which it was sent.</summary>
    public Action<DateTimeOffset> Arrived { get; init; } = static _ => { };
}
