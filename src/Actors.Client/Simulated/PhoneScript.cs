using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>Decides when a simulated person answers and what, from the seed of the profile. Thread-safe.</summary>
internal sealed class PhoneScript(PhoneProfile profile)
{
    private const double MetresPerDegree = 111_320;
    private const double FakedShiftDegrees = 0.05;

    private readonly Lock _gate = new();
    private readonly SeededRandom _random = new(profile.Seed);

    /// <summary>When the person answers a prompt that is shown now; null if never.</summary>
    public DateTimeOffset? AnswersAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            var (forgets, delay) = profile.Behaviour == Behaviour.Late
                ? (0.10, _random.Chance(0.5) ? _random.Minutes(2, 50) : _random.Minutes(65, 300))
                : (0.02, _random.Chance(0.97) ? _random.Minutes(1, 25) : _random.Minutes(62, 120));
            if (_random.Chance(forgets))
            {
                return null;
            }

            var at = now + delay;
            var asleep = Find(profile.Asleep, at);
            // A phone with a flat battery takes no answer. One without a network takes it and sends it later.
            asleep ??= profile.Behaviour == Behaviour.FlatBattery ? Find(profile.Offline, at) : null;
            return asleep is { } period ? period.To + _random.Minutes(3, 20) : at;
        }
    }

    /// <summary>Whether the person opens the prompt before answering it.</summary>
    public bool OpensPrompt() => Chance(0.3);

    /// <summary>Whether the person sends one more report that is unasked.</summary>
    public bool ReportsUnasked() => Chance(0.01);

    /// <summary>The battery charge in percent.</summary>
    public int BatteryPercent()
    {
        lock (_gate)
        {
            return 5 + _random.Next(95);
        }
    }

    /// <summary>Draws the id of a new command.</summary>
    public ulong DrawCommandId()
    {
        lock (_gate)
        {
            return _random.NextBits();
        }
    }

    /// <summary>The position that the phone reports, true or faked.</summary>
    /// <param name="now">The time of the position.</param>
    /// <param name="attempt">0 for the first attempt. Later ones are accurate: the person goes to the window.</param>
    public Fix FixAt(DateTimeOffset now, int attempt)
    {
        lock (_gate)
        {
            var place = profile.Places[Enumerable.Range(0, profile.Places.Count).Last(HasMovedTo)];
            var isFaked = profile.Behaviour == Behaviour.FakedPosition && _random.Chance(0.3);
            var accuracy = profile.Positioning == Positioning.Approximate ? _random.Between(300, 2_000)
                : profile.Positioning == Positioning.Invalid ? -1
                : attempt > 0 ? _random.Between(8, 40)
                : _random.Chance(0.03) ? _random.Between(210, 400)
                : _random.Chance(0.03) ? _random.Between(130, 190)
                : _random.Between(8, 60);
            var shift = isFaked ? FakedShiftDegrees : 0;
            return new(
                place.Latitude + shift + _random.Between(-30, 30) / MetresPerDegree,
                place.Longitude + shift + _random.Between(-30, 30) / MetresPerDegree,
                Math.Round(accuracy, 1), profile.PhoneTimeAt(now), isFaked);
        }

        bool HasMovedTo(int place) => place == 0 || profile.CheckInsAt[place] <= now;
    }

    /// <summary>The health report for a prompt: healthy, or with fever on the day of sickness.</summary>
    public HealthReport HealthAt(DateTimeOffset now, string command, string handle)
    {
        lock (_gate)
        {
            var isSick = now >= profile.SickFrom && now < profile.SickFrom + TimeSpan.FromDays(1);
            var temperature = (decimal)Math.Round(_random.Between(36.0, 37.2) + (isSick ? 2 : 0), 1);
            string[] symptoms = isSick ? [Symptom.Fever, Symptom.Cough] : [];
            return new(command, profile.PhoneTimeAt(now), symptoms, temperature, Handle: handle);
        }
    }

    private static Period? Find(IReadOnlyList<Period> periods, DateTimeOffset moment)
    {
        foreach (var period in periods)
        {
            if (period.Contains(moment))
            {
                return period;
            }
        }

        return null;
    }

    private bool Chance(double probability)
    {
        lock (_gate)
        {
            return _random.Chance(probability);
        }
    }
}
