using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Enrols people flight by flight after their landing, and starts their phones.</summary>
internal sealed class Arrivals(ServerGroup servers, PhoneWorld world, string programme, CancellationToken stopping)
{
    private const int MaxBatch = 200;

    private readonly Lock _gate = new();
    private readonly List<SimulatedPhone> _phones = [];

    /// <summary>The phones of the people who are enrolled.</summary>
    public IReadOnlyList<SimulatedPhone> Phones
    {
        get
        {
            lock (_gate)
            {
                return [.. _phones];
            }
        }
    }

    /// <summary>Number of people who are enrolled.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _phones.Count;
            }
        }
    }

    /// <summary>Plans the landing of all people.</summary>
    public void Plan(IEnumerable<PhoneProfile> profiles)
    {
        foreach (var group in profiles.GroupBy(profile => profile.LandedAt))
        {
            foreach (var batch in group.Chunk(MaxBatch))
            {
                world.Schedule.At(group.Key + TimeSpan.FromMinutes(1), () => LandAsync(group.Key, batch));
            }
        }
    }

    private async Task LandAsync(DateTimeOffset landedAt, PhoneProfile[] profiles)
    {
        var enrolled = await servers.Running[0].EnrolAsync(new(programme, profiles.Length, landedAt), stopping);
        foreach (var (profile, person) in profiles.Zip(enrolled))
        {
            var phone = new SimulatedPhone(person.Person, person.Token, profile, world);
            lock (_gate)
            {
                _phones.Add(phone);
            }

            if (profile.IsPushOnly)
            {
                world.Push?.Add(phone);
            }

            phone.Start();
        }
    }
}
