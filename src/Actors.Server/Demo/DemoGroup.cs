using System.Collections.Immutable;
using Actors.Client.Simulated;
using Actors.Domain.Programmes;

namespace Actors.Server.Demo;

/// <summary>
/// Some of the fictional people, with their phones. Its key is a number from 0 to below <see cref="DemoGroup.Count"/>. The
/// phones run in the server in which the grain is active.
/// </summary>
[Alias("demo-group")]
internal interface IDemoGroupGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Lets people arrive and leave, and starts phones that do not run yet. The server to which the group belongs repeats
    /// this. A group that is active in another server moves to this one after the call.
    /// </summary>
    /// <remarks>People who arrive register one after the other: in a cluster the usual four seconds are too few.</remarks>
    /// <param name="server">The silo of the server that calls.</param>
    [Alias("live")]
    [ResponseTimeout("00:00:30")]
    Task LiveAsync(SiloAddress server);
}

/// <summary>What is stored of a group.</summary>
[GenerateSerializer, Immutable, Alias("demo-group-state")]
internal sealed record DemoGroup
{
    /// <summary>The number of groups, the same for any number of people, so that all are found again.</summary>
    public const int Count = 8;

    /// <summary>The newest person of each place. One who has left stays in the list until the next one arrives.</summary>
    [Id(0)]
    public ImmutableArray<DemoPerson> Places { get; init; } = [];
}

/// <summary>A fictional person.</summary>
/// <param name="Person">The id of the person, 32 hexadecimal digits.</param>
/// <param name="Token">
/// The token of the phone, in the clear because the phone needs it after a restart. Of real people only the hash is stored.
/// </param>
/// <param name="Programme">The programme.</param>
/// <param name="FirstDay">The local date of landing, from which the behaviour is drawn.</param>
/// <param name="Seed">The seed from which the behaviour is drawn.</param>
/// <param name="LeavesAt">When the person gives up the phone, by the programme clock.</param>
[GenerateSerializer, Immutable, Alias("demo-person")]
internal sealed record DemoPerson(
    [property: Id(0)] string Person,
    [property: Id(1)] string Token,
    [property: Id(2)] ProgrammeId Programme,
    [property: Id(3)] DateOnly FirstDay,
    [property: Id(4)] ulong Seed,
    [property: Id(5)] DateTimeOffset LeavesAt)
{
    /// <summary>The behaviour: the same in every server and after every restart.</summary>
    public PhoneProfile Draw(ProgrammeZone zone) =>
        new PhoneProfiles(Seed, FirstDay, days: 15, TimeZoneInfo.FindSystemTimeZoneById(zone.Id)).Draw(number: 0);

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => Person;
}
