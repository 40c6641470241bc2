namespace Actors.Client.Simulated;

/// <summary>Draws the plans of simulated people.</summary>
/// <param name="seed">The same seed gives the same people.</param>
/// <param name="firstDay">The local date of landing.</param>
/// <param name="days">Days after the day of landing.</param>
/// <param name="zone">The time zone of the programme.</param>
/// <param name="pushOnly">The share of phones that keep no connection: three in four of them have push, the others SMS.</param>
public sealed class PhoneProfiles(ulong seed, DateOnly firstDay, int days, TimeZoneInfo zone, double pushOnly = 0)
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
    private PhoneProfile WithPhone(PhoneProfile profile, SeededRandom random)
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
            Reach = !random.Chance(pushOnly) ? Reach.Connection
                : random.Chance(0.75) ? Reach.Push
                : Reach.ShortMessage,
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
