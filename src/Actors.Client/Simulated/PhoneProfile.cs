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

/// <summary>A span of programme time.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, which is not part of it.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether a moment lies in the period.</summary>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment < To;
}

/// <summary>Draws the plans of simulated people.</summary>
/// <param name="seed">The same seed gives the same people.</param>
/// <param name="firstDay">The local date of landing.</param>
/// <param name="days">Days after the day of landing.</param>
/// <param name="zone">The time zone of the programme.</param>
public sealed class PhoneProfiles(ulong seed, DateOnly firstDay, int days, TimeZoneInfo zone)
{
    private const ulong PhoneStream = 0x50686f6e65;
    private const int Flights = 90;
    private const int MinutesBetweenFlights = 10;
    private static readonly TimeOnly FirstLanding = new(6, 0);

    /// <summary>The share of each behaviour except the usual one.</summary>
    private static readonly (Behaviour Behaviour, int PerMille)[] Shares =
    [
        (Behaviour.Late, 110), (Behaviour.Asleep, 70), (Behaviour.FlatBattery, 60), (Behaviour.NoNetworkForADay, 50),
        (Behaviour.MovesHouse, 30), (Behaviour.FakedPosition, 30), (Behaviour.TrulyGone, 30),
    ];

    /// <summary>The plan of the person with a number.</summary>
    public PhoneProfile Draw(int number)
    {
        var random = SeededRandom.For(seed, (ulong)number);
        var behaviour = DrawBehaviour(random);
        var landed = At(0, FirstLanding).AddMinutes(random.Next(Flights) * MinutesBetweenFlights);
        var connects = landed + random.Minutes(2, 30);
        var first = (Latitude: random.Between(35.5, 35.9), Longitude: random.Between(139.4, 139.9));
        var profile = new PhoneProfile
        {
            Behaviour = behaviour,
            LandedAt = landed,
            ConnectsAt = connects,
            CheckInsAt = [connects + random.Minutes(5, 120)],
            Places = [first],
            SickFrom = random.Chance(0.05) ? At(random.Next(days + 1), TimeOnly.MinValue) : null,
            Seed = random.NextBits(),
        };
        return WithPhone(WithBehaviour(profile, random), SeededRandom.For(seed ^ PhoneStream, (ulong)number));
    }

    /// <summary>Draws what is wrong with the phone itself, whatever the person does.</summary>
    private static PhoneProfile WithPhone(PhoneProfile profile, SeededRandom random)
    {
        var isClockWrong = random.Chance(0.1);
        var hours = random.Chance(0.5) ? random.Between(-48, 48) : random.Between(-1, 1);
        var isPrecise = random.Chance(0.95);
        return profile with
        {
            ClockAhead = isClockWrong ? TimeSpan.FromHours(hours) : TimeSpan.Zero,
            ClockGain = isClockWrong ? TimeSpan.FromMinutes(random.Between(-5, 5)) : TimeSpan.Zero,
            TellsSendTime = random.Chance(0.5),
            Positioning = isPrecise ? Positioning.Precise
                : random.Chance(0.7) ? Positioning.Approximate
                : Positioning.Invalid,
        };
    }

    private static Behaviour DrawBehaviour(SeededRandom random)
    {
        var drawn = random.Next(1_000);
        foreach (var (behaviour, perMille) in Shares)
        {
            drawn -= perMille;
            if (drawn < 0)
            {
                return behaviour;
            }
        }

        return Behaviour.Prompt;
    }

    private PhoneProfile WithBehaviour(PhoneProfile profile, SeededRandom random)
    {
        switch (profile.Behaviour)
        {
            case Behaviour.Asleep:
                return profile with { Asleep = [.. EachDay(day => Span(day, 7, 12, random.Minutes(120, 360), random))] };
            case Behaviour.FlatBattery:
                var flat = EachDay(day => Span(day, 7, 19, random.Minutes(60, 300), random)).Where(_ => random.Chance(0.4));
                return profile with { Offline = [.. flat] };
            case Behaviour.NoNetworkForADay:
                return profile with { Offline = [Span(1 + random.Next(days), 0, 20, TimeSpan.FromHours(24), random)] };
            case Behaviour.MovesHouse:
                return Moving(profile, At(1 + random.Next(days), new TimeOnly(9, 0)) + random.Minutes(0, 600), random);
            case Behaviour.TrulyGone:
                return Gone(profile, random);
            default:
                return profile;
        }
    }

    private static PhoneProfile Moving(PhoneProfile profile, DateTimeOffset at, SeededRandom random) => profile with
    {
        CheckInsAt = [profile.CheckInsAt[0], at],
        Places = [profile.Places[0], (random.Between(35.5, 35.9), random.Between(139.4, 139.9))],
    };

    private PhoneProfile Gone(PhoneProfile profile, SeededRandom random) => profile with
    {
        GoneSince = random.Chance(0.3) ? profile.LandedAt : profile.ConnectsAt + random.Minutes(60, days * 1_440.0),
    };

    private IEnumerable<Period> EachDay(Func<int, Period> draw) => Enumerable.Range(0, days + 1).Select(draw);

    private Period Span(int day, int fromHour, int toHour, TimeSpan length, SeededRandom random)
    {
        var from = At(day, new TimeOnly(fromHour, 0)) + random.Minutes(0, (toHour - fromHour) * 60);
        return new(from, from + length);
    }

    private DateTimeOffset At(int day, TimeOnly time)
    {
        var local = firstDay.AddDays(day).ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
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

    /// <summary>The probability with which a phone misbehaves on one message.</summary>
    public double Faults { get; init; }

    /// <summary>Called with the real time that a report took until it was acknowledged.</summary>
    public Action<TimeSpan> Reported { get; init; } = static _ => { };

    /// <summary>Called for each new prompt that arrives, with the programme time at which it was sent.</summary>
    public Action<DateTimeOffset> Arrived { get; init; } = static _ => { };
}
