using System.Security.Cryptography;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Server.Demo.Calls;
using Actors.Server.Demo.Enrolment;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Actors.Server.Demo;

/// <summary>
/// Stores its people with Orleans' default provider before their phones start. A server that dies between an enrolment and
/// this write leaves at most one person of each group without a phone: unreachable until the end of the stay.
/// </summary>
[PreferLocalPlacement]
internal sealed class DemoGroupGrain(
    [PersistentState("demo-group")] IPersistentState<DemoGroup> storage, DemoOptions options, DemoPeople demo,
    DemoCalls calls, ILocalSiloDetails silo, PhoneArrival arrival, ProgrammeCatalogue programmes) : Grain, IDemoGroupGrain
{
    /// <summary>Arrivals per call: all people arrive within seconds, without loading the server.</summary>
    private const int MaxArrivals = 2;

    /// <summary>How long people keep their phones after the stay, by the programme clock.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromHours(3);

    private static readonly ProgrammeId[] Lived = [ProgrammeId.Parse("japan-2021"), ProgrammeId.Parse("england-2021")];

    private readonly Dictionary<string, SimulatedPhone> _phones = new(StringComparer.Ordinal);

    private int Group => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public async Task LiveAsync(SiloAddress server)
    {
        if (!server.Equals(silo.SiloAddress))
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, server);
            MigrateOnIdle();
            return;
        }

        var world = await demo.World;
        var now = world.Clock.Now;
        var people = (options.People + DemoGroup.Count - 1 - Group) / DemoGroup.Count;
        var arrivals = 0;
        for (var place = 0; place < Math.Max(people, storage.State.Places.Length); place++)
        {
            var person = storage.State.Places.ElementAtOrDefault(place);
            if (person is not null && person.LeavesAt <= now && _phones.Remove(person.Person, out var phone))
            {
                await phone.DisposeAsync();
                demo.Remove(person);
            }

            if (person is null || person.LeavesAt <= now)
            {
                person = place < people && arrivals++ < MaxArrivals ? await ArriveAsync(place, person?.LeavesAt, world) : null;
            }

            if (person is not null && !_phones.ContainsKey(person.Person))
            {
                Start(person, world);
            }
        }

        await calls.KeepAsync(Group, storage.State.Places, world, now);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await calls.EndAsync(Group);
        await Task.WhenAll(_phones.Values.Select(phone => phone.DisposeAsync().AsTask()));
    }

    /// <summary>Registers a person for a place and stores who it is.</summary>
    /// <param name="place">The place.</param>
    /// <param name="freeSince">When the place became free; <c>null</c> if it always was.</param>
    /// <param name="world">What the phones share.</param>
    /// <returns><c>null</c> if the stay was refused; it is tried again with the next call.</returns>
    private async Task<DemoPerson?> ArriveAsync(int place, DateTimeOffset? freeSince, PhoneWorld world)
    {
        var now = world.Clock.Now;

        // At the first start, and after a long time without the demo, people are spread over their stays. Others landed the
        // day before.
        var number = place * DemoGroup.Count + Group;
        var ago = now - freeSince < TimeSpan.FromDays(1) ? 1 : 1 + number * 7 % 9;
        var programme = programmes.Newest(Lived[number % 3 == 2 ? 1 : 0]);
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var person = new DemoPerson("", "", programme.Version.Id, programme.Zone.DateAt(now).AddDays(-ago), seed, now);
        var landedAt = person.Draw(programme.Zone).LandedAt;
        var (id, token, refusal) = await arrival.ArriveAsync(world, programme.Version.Id, seed, landedAt);
        if (refusal is not null)
        {
            return null;
        }

        var leavesAt = StayPeriod.For(programme.Days, programme.Zone, landedAt).FreeAt + Farewell;
        person = person with { Person = id, Token = token, LeavesAt = leavesAt };
        var places = storage.State.Places;
        storage.State = new() { Places = place < places.Length ? places.SetItem(place, person) : places.Add(person) };
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            // What is in memory may be stored or not: the next activation reads which.
            DeactivateOnIdle();
            throw;
        }

        return person;
    }

    private void Start(DemoPerson person, PhoneWorld world)
    {
        // Another seed for each start: after a restart a phone must not draw the ids of its first commands again.
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var profile = person.Draw(programmes.Newest(person.Programme).Zone) with { Seed = seed };
        var phone = new SimulatedPhone(person.Person, person.Token, profile, world);
        _phones.Add(person.Person, phone);
        demo.Add(person, phone);
        world.Schedule.At(
            profile.LandedAt + PhoneArrival.SettledAfter, () => arrival.SettleAsync(person, profile.LandedAt));
        phone.Start();
    }
}
