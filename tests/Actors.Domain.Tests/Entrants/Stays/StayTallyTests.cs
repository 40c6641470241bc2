using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class StayTallyTests
{
    [Fact]
    public void Days_are_kept_apart_and_go_through_JSON() => Prop.ForAll(
        Gen.Choose(0, StayTally.LastDay).ArrayOf().ToArbitrary(),
        Gen.Choose(0, DayTally.Most).ArrayOf(20).ToArbitrary(),
        (days, counts) =>
        {
            var tally = default(StayTally);
            var model = new DayTally[StayTally.LastDay + 1];
            for (var index = 0; index < days.Length; index++)
            {
                model[days[index]] = new DayTally { Missed = counts[index % counts.Length] };
                tally = tally.With(days[index], model[days[index]]);
            }

            return model.Select((expected, day) => tally[day] == expected).All(same => same)
                && JsonSerializer.Deserialize<StayTally>(JsonSerializer.Serialize(tally)) == tally;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_days_up_to_the_last_one_take_room()
    {
        var tally = default(StayTally).With(3, new DayTally { Due = 4, Answered = 3 });
        Assert.Equal(12, tally.Bytes.Length);
        Assert.Equal("\"AAAAAAAAAAAANAAA\"", JsonSerializer.Serialize(tally));
        Assert.Equal("\"\"", JsonSerializer.Serialize(tally.With(3, default)));
        Assert.Equal(default, tally.With(3, default));
        Assert.True(tally[2].IsEmpty && tally[4].IsEmpty && tally[-1].IsEmpty && tally[99].IsEmpty);
    }

    [Fact]
    public void Days_have_a_bound()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(StayTally).With(-1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(StayTally).With(32, default));
    }

    [Theory]
    [InlineData("\"AAAA A\"")]
    [InlineData("\"AA==\"")]
    [InlineData("\"AAD/\"")]
    public void Something_else_is_no_tally(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StayTally>(json));
}
