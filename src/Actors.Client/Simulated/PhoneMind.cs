using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>When a person answers and what. Drawn from the seed of the profile.</summary>
internal sealed class PhoneMind(PhoneProfile profile)
{
    private const double MetresPerDegree = 111_320;
    private const double FarDegrees = 0.05;

    private readonly Lock _gate = new();
    private readonly Dice _dice = new(profile.Seed);

    /// <summary>When a prompt that is shown now is answered; null: never.</summary>
    public DateTimeOffset? AnswersAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            var (forgets, delay) = profile.Temper == Temper.Late
                ? (0.10, _dice.Chance(0.5) ? _dice.Minutes(2, 50) : _dice.Minutes(65, 300))
                : (0.02, _dice.Chance(0.97) ? _dice.Minutes(1, 25) : _dice.Minutes(62, 120));
            if (_dice.Chance(forgets))
            {
                return null;
            }

            var at = now + delay;
            var asleep = Within(profile.Asleep, at);
            // A phone without a battery takes no answer; one without a network does, and sends it later.
            asleep ??= profile.Temper == Temper.FlatBattery ? Within(profile.Offline, at) : null;
            return asleep is { } absence ? absence.To + _dice.Minutes(3, 20) : at;
        }
    }

    public bool LooksFirst() => Chance(0.3);

    public bool ReportsUnasked() => Chance(0.01);

    public int Battery()
    {
        lock (_gate)
        {
            return 5 + _dice.Next(95);
        }
    }

    /// <summary>The number of a new command.</summary>
    public ulong DrawCommand()
    {
        lock (_gate)
        {
            return _dice.Bits();
        }
    }

    /// <summary>A fix of where the phone is, or says that it is.</summary>
    /// <param name="now">When.</param>
    /// <param name="attempt">Later ones are better: the person goes to the window.</param>
    public Fix FixAt(DateTimeOffset now, int attempt)
    {
        lock (_gate)
        {
            var place = profile.Places[Math.Max(0, Enumerable.Range(0, profile.Places.Count).Last(Lives))];
            var isFaked = profile.Temper == Temper.FakedPosition && _dice.Chance(0.3);
            var accuracy = attempt > 0 ? _dice.Between(8, 40)
                : _dice.Chance(0.03) ? _dice.Between(210, 400)
                : _dice.Chance(0.03) ? _dice.Between(130, 190)
                : _dice.Between(8, 60);
            var shift = isFaked ? FarDegrees : 0;
            return new(
                place.Latitude + shift + _dice.Between(-30, 30) / MetresPerDegree,
                place.Longitude + shift + _dice.Between(-30, 30) / MetresPerDegree,
                Math.Round(accuracy, 1), now, isFaked);
        }

        bool Lives(int place) => place == 0 || profile.CheckInsAt[place] <= now;
    }

    public HealthReport HealthAt(DateTimeOffset now, string command, string handle)
    {
        lock (_gate)
        {
            var isSick = now >= profile.SickFrom && now < profile.SickFrom + TimeSpan.FromDays(1);
            var temperature = (decimal)Math.Round(_dice.Between(36.0, 37.2) + (isSick ? 2 : 0), 1);
            return new(command, now, isSick ? ["fever", "cough"] : [], temperature, Handle: handle);
        }
    }

    private static Absence? Within(IReadOnlyList<Absence> absences, DateTimeOffset moment)
    {
        foreach (var absence in absences)
        {
            if (absence.Holds(moment))
            {
                return absence;
            }
        }

        return null;
    }

    private bool Chance(double probability)
    {
        lock (_gate)
        {
            return _dice.Chance(probability);
        }
    }
}
