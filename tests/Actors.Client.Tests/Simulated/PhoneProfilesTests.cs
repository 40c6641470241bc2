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
    public void Among_many_people_there_is_every_temper_and_most_are_prompt()
    {
        var tempers = Draw(seed: 1).CountBy(profile => profile.Temper).ToDictionary();

        Assert.Equal(Enum.GetValues<Temper>().Length, tempers.Count);
        Assert.InRange(tempers[Temper.Prompt], People / 2, People);
    }

    [Fact]
    public void Everybody_lands_on_the_first_day_and_connects_after_landing()
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
    public void Only_who_is_truly_gone_is_gone()
    {
        Assert.All(Draw(seed: 4), profile => Assert.Equal(profile.Temper == Temper.TrulyGone, profile.GoneSince is not null));
    }

    private static List<(Temper, DateTimeOffset, (double, double), ulong)> Features(ulong seed) =>
        [.. Draw(seed).Select(profile => (profile.Temper, profile.LandedAt, profile.Places[0], profile.Seed))];

    private static IEnumerable<PhoneProfile> Draw(ulong seed)
    {
        var profiles = new PhoneProfiles(seed, Day, days: 14, Tokyo);
        return Enumerable.Range(0, People).Select(profiles.Draw);
    }
}
