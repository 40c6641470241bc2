using System.Text.Json;
using Actors.Domain.Entrants;
using Actors.Domain.Prompts;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants;

/// <summary>Whatever people, phones and the platform do, what the README promises holds.</summary>
public sealed class RandomLifeTests
{
    private const int Lives = 60;
    private const int MostStateBytes = 900;

    public static TheoryData<string> Programmes => ["japan-2021.1", "england-2021.1", "australia-2021.1"];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_prompt_has_one_outcome_and_no_person_is_blamed_for_the_platform(string programme)
    {
        for (var seed = 0; seed < Lives; seed++)
        {
            var life = new RandomLife(seed, ProgrammeFiles.Read(programme));
            life.Live();
            try
            {
                Check(life);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} of {programme}: {exception.Message}", exception);
            }
        }
    }

    private static void Check(RandomLife life)
    {
        Assert.True(life.State.Stay!.HasEnded);
        Assert.Single(life.History, entry => entry.Event is EntrantEvent.StayEnded);
        Assert.Equal(FollowUps.None, life.State.Stay.FollowUps & (FollowUpRules.OfSilence | FollowUps.PhoneToMend));
        CheckDays(life);
        CheckFates(life);
        CheckBlame(life);
        CheckCommands(life);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(life.State).Length, 1, MostStateBytes);
    }

    /// <summary>Days are planned once each, in order, up to the last.</summary>
    private static void CheckDays(RandomLife life)
    {
        var days = life.History.Select(entry => entry.Event).OfType<EntrantEvent.DayPlanned>().Select(day => day.Day).ToList();
        Assert.Equal(days.Distinct().Order(), days);
        if (days.Count > 0)
        {
            Assert.Equal(Enumerable.Range(days[0], days.Count), days);

            // A last day of a few hours may fall into an outage as a whole.
            var (free, last) = (life.Period.FreeAt, life.Period.LastDay);
            Assert.InRange(days[^1], life.Outages.Overlap(free.AddHours(-12), free) > TimeSpan.Zero ? last - 1 : last, last);
        }
    }

    /// <summary>The fates add up to what was planned: each prompt is settled once, and only late answers come after.</summary>
    private static void CheckFates(RandomLife life)
    {
        var fates = new Dictionary<PromptNumber, Fate>();
        foreach (var (at, happened) in life.History)
        {
            switch (happened)
            {
                case EntrantEvent.DayPlanned planned:
                    Assert.All(planned.Prompts, prompt => fates.Add(prompt.Number, Fate.Planned));
                    break;
                case EntrantEvent.SecondFixAsked asked:
                    fates.Add(asked.Prompt, Fate.Open);
                    break;
                case EntrantEvent.PromptIssued issued:
                    Assert.Equal(Fate.Planned, fates[issued.Prompt]);
                    Assert.Null(life.Period.DayAt(at) is null ? "issued after the end" : null);
                    Assert.Equal(life.Period.DayAt(at), issued.Prompt.Day);
                    fates[issued.Prompt] = Fate.Open;
                    break;
                case EntrantEvent.PromptClosed closed:
                    Assert.InRange(fates[closed.Prompt], Fate.Planned, Fate.Open);
                    fates[closed.Prompt] = closed.Fate;
                    break;
                case EntrantEvent.LocationReported { Prompt: { } prompt, Fate: { } fate }:
                    CheckAnswer(fates, prompt, fate);
                    break;
                case EntrantEvent.HealthReported { Prompt: { } prompt, Fate: { } fate }:
                    CheckAnswer(fates, prompt, fate);
                    break;
            }
        }

        Assert.All(fates.Values, fate => Assert.InRange(fate, Fate.Answered, Fate.Excused));
    }

    private static void CheckAnswer(Dictionary<PromptNumber, Fate> fates, PromptNumber prompt, Fate became)
    {
        Assert.Contains(
            (fates[prompt], became),
            new[]
            {
                (Fate.Open, Fate.Answered), (Fate.Planned, Fate.Answered), (Fate.Missed, Fate.Late),
                (Fate.Excused, Fate.Excused),
            });
        fates[prompt] = became;
    }

    /// <summary>A miss has proof of delivery, and its window had no more than the tolerance of outages.</summary>
    private static void CheckBlame(RandomLife life)
    {
        var tolerance = TimeSpan.FromMinutes(10);
        var history = life.History.Select(entry => entry.Event).ToList();
        foreach (var missed in history.OfType<EntrantEvent.PromptClosed>().Where(closed => closed.Fate == Fate.Missed))
        {
            var issued = history.OfType<EntrantEvent.PromptIssued>().Where(one => one.Prompt == missed.Prompt)
                .Select(one => (one.At, one.ClosesAt))
                .Concat(history.OfType<EntrantEvent.SecondFixAsked>().Where(one => one.Prompt == missed.Prompt)
                    .Select(one => (one.At, one.ClosesAt))).Single();
            var delivered = history.OfType<EntrantEvent.PromptDelivered>().Single(one => one.Prompt == missed.Prompt);
            Assert.InRange(delivered.At, issued.At, issued.ClosesAt - PromptWindow.LeastNotice);
            Assert.True(life.Outages.Overlap(issued.At, issued.ClosesAt) <= tolerance);
        }

        foreach (var silent in life.History.Where(entry => entry.Event is EntrantEvent.FellSilent))
        {
            var seenAt = ((EntrantEvent.FellSilent)silent.Event).SeenAt;
            var quiet = silent.At - seenAt - life.Outages.Overlap(seenAt, silent.At);
            Assert.True(quiet >= TimeSpan.FromHours(12));
        }
    }

    private static void CheckCommands(RandomLife life)
    {
        var commands = life.History.Select(entry => entry.Event switch
        {
            EntrantEvent.CheckedIn one => one.Command.Value,
            EntrantEvent.LocationReported one => one.Command.Value,
            EntrantEvent.HealthReported one => one.Command.Value,
            _ => 0UL,
        }).Where(command => command != 0).ToList();
        Assert.Equal(commands.Distinct().Count(), commands.Count);
    }
}
