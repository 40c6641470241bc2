using Actors.Domain.Programmes;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Programmes;

public sealed class KnownOutagesTests
{
    private static readonly DateTimeOffset Start = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_overlap_counts_every_minute_once() => Prop.ForAll(
        Gen.Choose(0, 100).Two().ArrayOf().ToArbitrary(),
        Gen.Choose(0, 100).Two().ToArbitrary(),
        (pairs, stretch) =>
        {
            var outages = KnownOutages.Of(pairs.Select(pair => Interval(pair.Item1, pair.Item2)));
            var minutes = Enumerable.Range(stretch.Item1, Math.Max(0, stretch.Item2 - stretch.Item1))
                .Count(minute => pairs.Any(pair => pair.Item1 <= minute && minute < pair.Item2));
            return outages.Overlap(At(stretch.Item1), At(stretch.Item2)) == TimeSpan.FromMinutes(minutes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_by_one_gives_the_same_as_all_together() => Prop.ForAll(
        Gen.Choose(0, 100).Two().ArrayOf().ToArbitrary(),
        pairs =>
        {
            var intervals = pairs.Select(pair => Interval(pair.Item1, pair.Item2)).ToList();
            var together = KnownOutages.Of(intervals).Intervals;
            var single = intervals.Aggregate(KnownOutages.None, (known, next) => known.With(next)).Intervals;
            return together.SequenceEqual(single)
                && together.Zip(together.Skip(1)).All(next => next.First.To < next.Second.From);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Those_that_touch_are_one() =>
        Assert.Equal([Interval(1, 5)], KnownOutages.Of([Interval(3, 5), Interval(1, 3), Interval(7, 7)]).Intervals);

    private static OutageInterval Interval(int from, int to) => new(At(from), At(to));

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);
}
