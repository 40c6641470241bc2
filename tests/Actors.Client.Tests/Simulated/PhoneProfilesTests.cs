using Actors.Client.Simulated;

namespace Actors.Client.Tests.Simulated;

public class PhoneProfilesTests
{
    private const int People = 2_000;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Fact]
    public void The_same_seed_draws_the_same_people_and_another_seed_others()
    {
        Assert.Equal(Features(seed: 1), Features(seed: 1));
        Assert.NotEqual(Features(seed: 1), Features(seed: 2));
    }

    [Fact]
    public void Among_many_people_every_behaviour_occurs_and_most_are_prompt()
    {
        var counts = Draw(seed: 1).CountBy(profile => profile.Behaviour).ToDictionary();

        Assert.Equal(Enum.GetValues<Behaviour>().Length, counts.Count);
        Assert.InRange(counts[Behaviour.Prompt], People / 2, People);
    }

    [Fact]
    public void Each_person_lands_on_the_first_day_and_connects_after_landing()
    {
        Assert.All(Draw(seed: 3), profile =>
        {
            Assert.Equal(Day, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(profile.LandedAt, Tokyo).DateTime));
            Assert.True(profile.ConnectsAt > profile.LandedAt);
            Assert.All(profile.CheckInsAt, at => Assert.True(at > profile.ConnectsAt));
            Assert.Equal(profile.CheckInsAt.Count, profile.Places.Count);
        });
    }

    [Fact]
    public void Only_people_who_are_truly_gone_fall_silent()
    {
        Assert.All(
            Draw(seed: 4), profile => Assert.Equal(profile.Behaviour == Behaviour.TrulyGone, profile.GoneSince is not null));
    }

    private static List<(Behaviour, DateTimeOffset, (double, double), ulong)> Features(ulong seed) =>
        [.. Draw(seed).Select(profile => (profile.Behaviour, profile.LandedAt, profile.Places[0], profile.Seed))];

    private static IEnumerable<PhoneProfile> Draw(ulong seed)
    {
        var profiles = new PhoneProfiles(seed, Day, days: 14, Tokyo);
        return Enumerable.Range(0, People).Select(profiles.Draw);
    }
}
