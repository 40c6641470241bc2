using Actors.Domain.Entrants.Stays;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class StayTallyTests
{
    [Fact]
    public void Days_are_kept_apart() => Prop.ForAll(
        Gen.Choose(0, Limits.LastStayDay).ArrayOf().ToArbitrary(),
        Gen.Choose(0, Limits.LastPromptIndex).ArrayOf(20).ToArbitrary(),
        (days, counts) =>
        {
            var tally = default(StayTally);
            var model = new DayTally[Limits.LastStayDay + 1];
            for (var index = 0; index < days.Length; index++)
            {
                model[days[index]] = new DayTally { Missed = (byte)counts[index % counts.Length] };
                tally = tally.With(days[index], model[days[index]]);
            }

            return model.Select((expected, day) => tally[day] == expected).All(same => same) && StayTally.Of(model) == tally;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_days_up_to_the_last_one_take_room()
    {
        var tally = default(StayTally).With(3, new DayTally { Due = 4, Answered = 3 });
        Assert.Equal(4, tally.Days.Length);
        Assert.Equal(default, tally.With(3, default));
        Assert.True(tally[2].IsEmpty && tally[4].IsEmpty && tally[-1].IsEmpty && tally[99].IsEmpty);
        Assert.False(tally[3].IsEmpty);
    }

    [Fact]
    public void Days_have_a_bound()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(StayTally).With(-1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(StayTally).With(32, default));
    }
}
