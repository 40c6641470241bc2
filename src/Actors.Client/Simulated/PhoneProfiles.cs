namespace Actors.Client.Simulated;

/// <summary>Draws people.</summary>
/// <param name="seed">The same seed gives the same people.</param>
/// <param name="firstDay">The local date on which they land.</param>
/// <param name="days">For how many days after that they live.</param>
/// <param name="zone">Whose local time it is.</param>
public sealed class PhoneProfiles(ulong seed, DateOnly firstDay, int days, TimeZoneInfo zone)
{
    private const int Flights = 90;
    private const int MinutesBetweenFlights = 10;
    private static readonly TimeOnly FirstLanding = new(6, 0);

    /// <summary>One in a thousand for each temper.</summary>
    private static readonly (Temper Temper, int PerMille)[] Shares =
    [
        (Temper.Late, 110), (Temper.Asleep, 70), (Temper.FlatBattery, 60), (Temper.NoNetworkForADay, 50),
        (Temper.MovesHouse, 30), (Temper.FakedPosition, 30), (Temper.TrulyGone, 30),
    ];

    /// <summary>The person with a number.</summary>
    public PhoneProfile Draw(int number)
    {
        var dice = Dice.For(seed, (ulong)number);
        var temper = DrawTemper(dice);
        var landed = At(0, FirstLanding).AddMinutes(dice.Next(Flights) * MinutesBetweenFlights);
        var connects = landed + dice.Minutes(2, 30);
        var first = (Latitude: dice.Between(35.5, 35.9), Longitude: dice.Between(139.4, 139.9));
        var profile = new PhoneProfile
        {
            Temper = temper,
            LandedAt = landed,
            ConnectsAt = connects,
            CheckInsAt = [connects + dice.Minutes(5, 120)],
            Places = [first],
            SickFrom = dice.Chance(0.05) ? At(dice.Next(days + 1), TimeOnly.MinValue) : null,
            Seed = dice.Bits(),
        };
        return WithTemper(profile, dice);
    }

    private static Temper DrawTemper(Dice dice)
    {
        var drawn = dice.Next(1_000);
        foreach (var (temper, perMille) in Shares)
        {
            drawn -= perMille;
            if (drawn < 0)
            {
                return temper;
            }
        }

        return Temper.Prompt;
    }

    private PhoneProfile WithTemper(PhoneProfile profile, Dice dice)
    {
        switch (profile.Temper)
        {
            case Temper.Asleep:
                return profile with { Asleep = [.. EachDay(day => Span(day, 7, 12, dice.Minutes(120, 360), dice))] };
            case Temper.FlatBattery:
                var flat = EachDay(day => Span(day, 7, 19, dice.Minutes(60, 300), dice)).Where(_ => dice.Chance(0.4));
                return profile with { Offline = [.. flat] };
            case Temper.NoNetworkForADay:
                return profile with { Offline = [Span(1 + dice.Next(days), 0, 20, TimeSpan.FromHours(24), dice)] };
            case Temper.MovesHouse:
                return Moving(profile, At(1 + dice.Next(days), new TimeOnly(9, 0)) + dice.Minutes(0, 600), dice);
            case Temper.TrulyGone:
                return Gone(profile, dice);
            default:
                return profile;
        }
    }

    private static PhoneProfile Moving(PhoneProfile profile, DateTimeOffset at, Dice dice) => profile with
    {
        CheckInsAt = [profile.CheckInsAt[0], at],
        Places = [profile.Places[0], (dice.Between(35.5, 35.9), dice.Between(139.4, 139.9))],
    };

    private PhoneProfile Gone(PhoneProfile profile, Dice dice) => profile with
    {
        GoneSince = dice.Chance(0.3) ? profile.LandedAt : profile.ConnectsAt + dice.Minutes(60, days * 1_440.0),
    };

    private IEnumerable<Absence> EachDay(Func<int, Absence> draw) => Enumerable.Range(0, days + 1).Select(draw);

    private Absence Span(int day, int fromHour, int toHour, TimeSpan length, Dice dice)
    {
        var from = At(day, new TimeOnly(fromHour, 0)) + dice.Minutes(0, (toHour - fromHour) * 60);
        return new(from, from + length);
    }

    private DateTimeOffset At(int day, TimeOnly time)
    {
        var local = firstDay.AddDays(day).ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
