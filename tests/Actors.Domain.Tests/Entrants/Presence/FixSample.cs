using Actors.Domain.Entrants.Presence;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants.Presence;

/// <summary>Fixes at a distance from one made-up home.</summary>
internal static class FixSample
{
    public static readonly DateTimeOffset Now = new(2021, 3, 1, 3, 0, 0, TimeSpan.Zero);

    public static readonly GeoPoint Home = new(35, 139);

    public static readonly PresenceRules Rules = ProgrammeFiles.Japan.Presence;

    public static Fix At(double metresNorth, double accuracy, double ageSeconds = 0) =>
        new(Home.Latitude + (metresNorth / 111_195.08), Home.Longitude, accuracy, Now.AddSeconds(-ageSeconds), false);
}
