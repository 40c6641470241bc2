using Actors.Domain.Calls;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Calls;

/// <summary>Whatever people, phones, media and the platform do, what the specification promises of calls holds.</summary>
public sealed class RandomCallsTests
{
    private const int Lives = 120;
    private const int Steps = 600;

    [Theory]
    [InlineData("japan-2021.1")]
    [InlineData("england-2021.1")]
    [InlineData("australia-2021.1")]
    public void Every_call_ends_once_and_no_person_is_blamed_for_the_platform(string name)
    {
        var programme = ProgrammeFiles.Read(name);
        var outcomes = new Dictionary<CallOutcome, int>();
        for (var seed = 0; seed < Lives; seed++)
        {
            var life = new RandomCalls(seed, programme);
            try
            {
                life.Live(Steps);
                CheckNumbers(life);
                CheckBlame(life, programme.Calls);
                CheckRings(life);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} of {name}: {exception.Message}", exception);
            }

            foreach (var conclusion in life.Conclusions)
            {
                outcomes[conclusion.Outcome] = outcomes.GetValueOrDefault(conclusion.Outcome) + 1;
            }
        }

        // A property that is never put to the test is none.
        Assert.All(
            Enum.GetValues<CallOutcome>(), outcome => Assert.InRange(outcomes.GetValueOrDefault(outcome), 10, int.MaxValue));
    }

    /// <summary>
    /// One call at a time, numbered without a gap, each announced, ended and concluded once; none waits for ever.
    /// </summary>
    private static void CheckNumbers(RandomCalls life)
    {
        var (number, goesOn) = (0, false);
        foreach (var (happened, _, _) in life.History)
        {
            if (happened is CallEvent.Announced announced)
            {
                Assert.False(goesOn);
                Assert.Equal(++number, announced.Number);
                goesOn = true;
            }
            else if (happened is CallEvent.Ended ended)
            {
                Assert.True(goesOn);
                Assert.Equal(number, ended.Number);
                goesOn = false;
            }
        }

        Assert.False(goesOn);
        Assert.Equal(Enumerable.Range(1, number), life.Conclusions.Select(conclusion => conclusion.Number));
        Assert.Empty(life.Queue);
        Assert.Null(life.State.NextDue);
    }

    /// <summary>Who did not answer had every ring, each of them proven, none while we were away, and was never cut off.</summary>
    private static void CheckBlame(RandomCalls life, CallRules rules)
    {
        foreach (var blamed in life.Conclusions.Where(conclusion => conclusion.Outcome == CallOutcome.NotAnswered))
        {
            var unanswered = life.History.Select(entry => entry.Event).OfType<CallEvent.Unanswered>()
                .Where(happened => happened.Number == blamed.Number).ToList();
            Assert.Equal(blamed.Cause == CallCause.Planned ? rules.Retries + 1 : 1, unanswered.Count);
            Assert.All(unanswered, happened => Assert.True(happened.WasShown));
            Assert.DoesNotContain(
                life.History,
                entry => entry.Event is CallEvent.Interrupted { Cause: not Interruption.NoRoom } cut
                    && cut.Number == blamed.Number);
            foreach (var missed in unanswered.Where(happened => !happened.Declined))
            {
                var rang = life.History.Select(entry => entry.Event).OfType<CallEvent.Rang>()
                    .Last(ring => ring.Number == missed.Number && ring.At < missed.At);
                Assert.Equal(TimeSpan.Zero, life.Outages.Overlap(rang.At, rang.EndsAt));
            }
        }
    }

    /// <summary>
    /// Where time runs at another speed only people who ask are called, and only requested calls ring late.
    /// </summary>
    private static void CheckRings(RandomCalls life)
    {
        var until = DateTimeOffset.MinValue;
        foreach (var (happened, at, speed) in life.History)
        {
            if (happened is CallEvent.Announced announced)
            {
                until = announced.Until;
                Assert.True(announced.Cause == CallCause.Requested || speed == 1);
            }
            else if (happened is CallEvent.Rang rang)
            {
                Assert.True(rang.EndsAt <= until || life.RequestedAt.Contains(at));
            }
        }
    }
}
