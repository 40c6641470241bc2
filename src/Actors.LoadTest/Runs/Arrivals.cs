using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Lets people land: registers them flight by flight when they have, and switches their phones on.</summary>
internal sealed class Arrivals(ServerControl server, PhoneWorld world, string programme, CancellationToken stopping)
{
    private const int MostAtOnce = 200;

    private readonly Lock _gate = new();
    private readonly List<SimulatedPhone> _phones = [];

    /// <summary>Those who are registered.</summary>
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

    /// <summary>How many are registered.</summary>
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

    /// <summary>Plans the landing of everybody.</summary>
    public void Plan(IEnumerable<PhoneProfile> profiles)
    {
        foreach (var group in profiles.GroupBy(profile => profile.LandedAt))
        {
            foreach (var batch in group.Chunk(MostAtOnce))
            {
                world.Schedule.At(group.Key + TimeSpan.FromMinutes(1), () => LandAsync(group.Key, batch));
            }
        }
    }

    private async Task LandAsync(DateTimeOffset landedAt, PhoneProfile[] profiles)
    {
        var enrolled = await server.EnrolAsync(new(programme, profiles.Length, landedAt), stopping);
        foreach (var (profile, person) in profiles.Zip(enrolled))
        {
            var phone = new SimulatedPhone(person.Person, person.Token, profile, world);
            lock (_gate)
            {
                _phones.Add(phone);
            }

            phone.Start();
        }
    }
}
