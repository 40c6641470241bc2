using Actors.Domain.Calls;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;
using Actors.Domain.Tests.Plans;

namespace Actors.Domain.Tests.Calls;

public sealed class CallContextTests
{
    private static readonly DateTimeOffset Now = ScriptedCalls.At(2, 10);

    /// <summary>A phone rings 45 s of real life, also where a day takes minutes. Never no time, and whole seconds.</summary>
    [Theory]
    [InlineData(1, 45, 45)]
    [InlineData(300, 45, 13_500)]
    [InlineData(0, 45, 45)]
    [InlineData(0.5, 45, 23)]
    [InlineData(0.001, 45, 1)]
    [InlineData(1.0000001, 45, 45)]
    [InlineData(0.9999999, 45, 45)]
    public void Spans_are_those_of_real_life(double speed, int span, int later) =>
        Assert.Equal(Now.AddSeconds(later), Context(1, speed).In(TimeSpan.FromSeconds(span)));

    [Theory]
    [InlineData(1, true)]
    [InlineData(1.00000001, true)]
    [InlineData(1.5, false)]
    [InlineData(0, false)]
    [InlineData(300, false)]
    public void Real_time_is_the_speed_of_the_clock_on_the_wall(double speed, bool isRealTime) =>
        Assert.Equal(isRealTime, Context(1, speed).IsRealTime);

    /// <summary>Thousands who were put off in one second do not come back in one.</summary>
    [Fact]
    public void People_put_off_at_one_moment_come_back_at_many()
    {
        var postpone = ProgrammeFiles.Japan.Calls.Postpone;
        var spans = Enumerable.Range(0, 6_000).Select(person => Context(person, 1).LaterWhenFull).ToList();
        Assert.All(spans, span => Assert.True(span >= postpone && span < postpone * 2));
        var seconds = spans.CountBy(span => (int)span.TotalSeconds).ToList();
        Assert.InRange(seconds.Count, 550, 600);
        Assert.All(seconds, second => Assert.InRange(second.Value, 1, 40));
        Assert.Equal(Context(7, 1).LaterWhenFull, Context(7, 1).LaterWhenFull);
    }

    private static CallContext Context(int person, double speed) => new(
        ScriptedCalls.Person(person), ProgrammeFiles.Japan, PlanKeys.Rising, KnownOutages.None, Now, speed,
        HasRoom: true, HasDesk: true, null);
}
