using Actors.Domain.Entrants.Stays;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class DayTallyTests
{
    [Fact]
    public void Each_count_keeps_to_itself_and_goes_through_bytes() => Prop.ForAll(
        Gen.Choose(0, DayTally.Most).ArrayOf(5).ToArbitrary(),
        Gen.Choose(0, 5).ToArbitrary(),
        (counts, health) =>
        {
            var tally = new DayTally
            {
                Due = 15,
                Health = (HealthState)health,
                Answered = counts[1],
                Late = counts[2],
                Missed = counts[3],
                Excused = counts[4],
            };
            tally = tally with { Due = counts[0] };
            Span<byte> bytes = stackalloc byte[DayTally.ByteCount];
            tally.WriteTo(bytes);
            return DayTally.Read(bytes) == tally
                && counts.SequenceEqual([tally.Due, tally.Answered, tally.Late, tally.Missed, tally.Excused])
                && tally.Health == (HealthState)health;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Counts_have_a_bound()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DayTally { Due = 16 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DayTally { Missed = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DayTally { Health = (HealthState)6 });
        Assert.Throws<FormatException>(() => DayTally.Read([0, 0, 0x60]));
    }

    [Fact]
    public void Nothing_is_empty()
    {
        Assert.True(default(DayTally).IsEmpty);
        Assert.False(new DayTally { Health = HealthState.Due }.IsEmpty);
    }
}
