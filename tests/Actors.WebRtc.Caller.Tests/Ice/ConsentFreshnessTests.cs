using Actors.Testing;
using Actors.WebRtc.Caller.Ice;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Caller.Tests.Ice;

public sealed class ConsentFreshnessTests
{
    private readonly ConsentFreshness _consent = new(new IceTimings(), new SeededNumbers(7675));

    public ConsentFreshnessTests() => _consent.Begin(0);

    [Fact]
    public void It_lasts_half_a_minute()
    {
        Assert.Equal(30_000, _consent.ExpiresAt);
        Assert.InRange(_consent.NextAt, 4_000, 6_000);
    }

    [Fact]
    public void It_can_be_asked_for_at_once_but_not_before_there_is_any()
    {
        _consent.RequestNow(100);
        Assert.Equal(100, _consent.NextAt);

        var none = new ConsentFreshness(new IceTimings(), new SeededNumbers(1));
        none.RequestNow(100);
        Assert.Equal(long.MaxValue, none.NextAt);
    }

    [Fact]
    public void An_answer_renews_it_once()
    {
        var id = _consent.BeginRequest(5_000);
        Assert.True(_consent.Awaits(id, 5_001));
        _consent.Confirm(id, 10_000);
        Assert.Equal(40_000, _consent.ExpiresAt);

        Assert.False(_consent.Awaits(id, 10_001));
        _consent.Confirm(id, 20_000);
        Assert.Equal(40_000, _consent.ExpiresAt);
    }

    [Fact]
    public void Answers_may_overtake_each_other()
    {
        var first = _consent.BeginRequest(5_000);
        var second = _consent.BeginRequest(10_000);
        _consent.Confirm(second, 11_000);
        _consent.Confirm(first, 12_000);
        Assert.Equal(42_000, _consent.ExpiresAt);
    }

    [Fact]
    public void An_answer_that_is_older_than_consent_does_not_count()
    {
        var id = _consent.BeginRequest(5_000);
        Assert.True(_consent.Awaits(id, 34_999));
        Assert.False(_consent.Awaits(id, 35_000));
        _consent.Confirm(id, 35_000);
        Assert.Equal(30_000, _consent.ExpiresAt);
    }

    [Fact]
    public void Every_question_of_half_a_minute_is_remembered()
    {
        var ids = Enumerable.Range(1, 7).Select(index => _consent.BeginRequest(index * 4_000)).ToList();
        Assert.Equal(7, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(_consent.Awaits(id, 29_000)));
    }

    [Fact]
    public void What_was_never_asked_is_not_awaited() => Assert.False(_consent.Awaits(default, 1));
}
