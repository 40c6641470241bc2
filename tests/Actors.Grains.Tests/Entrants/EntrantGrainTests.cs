using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Entrants;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Entrants;

/// <summary>
/// People live by the programme of Japan in a cluster. It begins at 09:00 in Tokyo, which is midnight UTC.
/// </summary>
public sealed class EntrantGrainTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private readonly TempFolder _folder = new();
    private readonly string _keys;
    private ulong _command;

    public EntrantGrainTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_person_who_answers_everything_is_free_after_fourteen_days() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        await LiveAsync(cluster, entrant, phone, TimeSpan.FromDays(15));

        var view = (await entrant.ReadAsync()).Stay!;
        Assert.True(view.HasEnded);
        Assert.Equal(14, view.LastDay);
        Assert.Equal(new DateOnly(2026, 3, 16), view.LastDate);
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 15, 0, 0, TimeSpan.Zero), view.EndsAt);

        var history = await EntrantCluster.HistoryAsync(silo, 1);
        var planned = history.OfType<EntrantEvent.DayPlanned>().SelectMany(day => day.Prompts).ToList();
        Assert.Equal(Enumerable.Range(0, 15), history.OfType<EntrantEvent.DayPlanned>().Select(day => day.Day));
        Assert.Equal(15, planned.Count(prompt => prompt.Kind == PromptKind.Health));
        var answered = history.OfType<EntrantEvent.LocationReported>().Where(report => report.Outcome == PromptOutcome.Answered)
            .Select(report => report.Prompt!.Value)
            .Concat(history.OfType<EntrantEvent.HealthReported>().Where(report => report.Outcome == PromptOutcome.Answered)
                .Select(report => report.Prompt!.Value));
        Assert.Equal(planned.Select(prompt => prompt.Number).Order(ByValue), answered.Order(ByValue));
        Assert.Empty(history.OfType<EntrantEvent.PromptClosed>());
        Assert.Empty(history.OfType<EntrantEvent.ContactLost>());
        Assert.Equal(FollowUps.None, Opened(history));
    });

    /// <summary>One token wrote 50,000 rows by changing the condition of its phone, and 1,850 a second by reports.</summary>
    [Fact]
    public Task What_nobody_asked_for_is_written_within_limits() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        for (var change = 0; change < 300; change++)
        {
            await entrant.ReportConditionAsync(new("1.0.0", "test", (PhoneFaults)(change % 2), 50));
        }

        var replies = new List<EntrantReply>();
        for (var report = 0; report < Limits.UnaskedReportsPerDay; report++)
        {
            replies.Add(await entrant.ReportLocationAsync(Command(), null, Home(cluster), new(cluster.Clock.GetUtcNow())));
        }

        Assert.Equal(EntrantReply.Of(Refusals.TooManyReports), replies[^1]);
        Assert.All(replies[..^1], reply => Assert.Null(reply.Refusal));
        var prompt = await NextAsync(cluster, phone, PromptKind.Location);
        var asked = await entrant.ReportLocationAsync(
            Command(), prompt.Handle, Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.LocationReceived), asked);

        // The newest condition is written with the next contact.
        await cluster.AdvanceAsync(Limits.ConditionEvery);
        await entrant.ReportConditionAsync(null);
        var changes = (await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.PhoneChanged>().ToList();
        Assert.Equal([PhoneFaults.None, PhoneFaults.LocationDenied], changes.Select(change => change.Condition.Faults));
    });

    [Fact]
    public Task A_person_who_never_connects_is_looked_for_and_not_blamed() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(TimeSpan.FromDays(15));

        var history = await EntrantCluster.HistoryAsync(silo, 1);
        Assert.Equal(
            [SilenceStep.Unreachable, SilenceStep.Supervisor],
            history.OfType<EntrantEvent.ContactLost>().Select(silent => silent.Step));
        var planned = history.OfType<EntrantEvent.DayPlanned>().Sum(day => day.Prompts.Length);
        var closed = history.OfType<EntrantEvent.PromptClosed>().ToList();
        Assert.InRange(planned, 14 * 4, 14 * 6);
        Assert.Equal(planned, closed.Count);
        Assert.All(closed, prompt => Assert.Equal((PromptOutcome.Excused, Excuse.NotConnected), (prompt.Outcome, prompt.Excuse)));
        Assert.Equal(FollowUps.PhoneProblem, Opened(history));
    });

    [Fact]
    public Task Miss_has_proof_of_delivery_and_an_answer_after_it_is_late() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        var prompt = await NextAsync(cluster, phone, PromptKind.Location);
        Assert.Null(await entrant.ConfirmDeliveryAsync(prompt.Handle));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Contains(phone.Prompts, shown => shown == (prompt, PromptOccasion.Reminder));

        await cluster.AdvanceAsync(TimeSpan.FromMinutes(50));
        var missed = Assert.Single((await entrant.ReadAsync()).Stay!.Prompts, shown => shown.Number == prompt.Number);
        Assert.Equal(PromptOutcome.Missed, missed.Outcome);
        Assert.Equal(FollowUps.NotAnswering, Opened(await EntrantCluster.HistoryAsync(silo, 1)));

        var reply = await entrant.ReportLocationAsync(new(7), prompt.Handle, Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.LocationReceivedLate), reply);
        var again = await entrant.ReportLocationAsync(new(7), prompt.Handle, Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(reply, again);
        var other = await entrant.ReportLocationAsync(new(8), prompt.Handle, Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Refusals.HandleUsed), other);
    });

    [Fact]
    public Task Prompt_without_proof_of_delivery_is_excused_and_the_phone_mended() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        var prompt = await NextAsync(cluster, phone, PromptKind.Location);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(61));
        var history = await EntrantCluster.HistoryAsync(silo, 1);
        var closed = history.OfType<EntrantEvent.PromptClosed>().First(closed => closed.Prompt == prompt.Number);
        Assert.Equal((PromptOutcome.Excused, Excuse.NotDelivered), (closed.Outcome, closed.Excuse));
        Assert.Equal(FollowUps.PhoneProblem, Opened(history));
    });

    [Theory]
    [InlineData(6, PromptOutcome.Missed, Excuse.None)]
    [InlineData(15, PromptOutcome.Excused, Excuse.Outage)]
    public Task Outage_while_a_prompt_is_open_is_given_back_or_excuses(int minutes, PromptOutcome outcome, Excuse excuse) =>
        RunAsync(async (cluster, town) =>
        {
            var silo = await town.StartAsync(period: TimeSpan.FromMinutes(1));
            var (entrant, phone) = await ConnectAsync(cluster, town, silo);
            await CheckInAsync(cluster, entrant);
            var prompt = await NextAsync(cluster, phone, PromptKind.Location);
            await entrant.ConfirmDeliveryAsync(prompt.Handle);
            town.Outages.Add(prompt.IssuedAt.AddMinutes(20), prompt.IssuedAt.AddMinutes(20 + minutes));
            await cluster.AdvanceAsync(prompt.ClosesAt.AddMinutes(2) - cluster.Clock.GetUtcNow());
            Assert.Equal(
                outcome == PromptOutcome.Missed ? PromptOutcome.Open : outcome, await FateAsync(entrant, prompt.Number));
            var longer = prompt with { ClosesAt = prompt.ClosesAt.AddMinutes(minutes) };
            Assert.Equal(
                outcome == PromptOutcome.Missed ? 1 : 0,
                phone.Prompts.Count(shown => shown == (longer, PromptOccasion.Reminder)));
            await cluster.AdvanceAsync(TimeSpan.FromMinutes(minutes));
            Assert.Equal(outcome, await FateAsync(entrant, prompt.Number));
            var closed = (await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.PromptClosed>()
                .Single(closed => closed.Prompt == prompt.Number);
            Assert.Equal(excuse, closed.Excuse);
        });

    /// <summary>The server is killed in the evening and another one starts the next day at noon.</summary>
    [Fact]
    public Task Outage_at_the_time_of_a_prompt_excuses_it_and_the_day_goes_on() => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, killed);
        await CheckInAsync(cluster, entrant);
        await LiveAsync(cluster, entrant, phone, TimeSpan.FromHours(10));
        await killed.KillAsync();
        var from = cluster.Clock.GetUtcNow();
        await cluster.AdvanceAsync(TimeSpan.FromHours(17));
        town.Outages.Add(from, cluster.Clock.GetUtcNow());

        var silo = await town.StartAsync();
        var next = new TestPhone();
        entrant = EntrantCluster.Entrant(silo, 1);
        await entrant.ConnectAsync(Reference(silo, next), null);
        await LiveAsync(cluster, entrant, next, TimeSpan.FromDays(14));
        var history = await EntrantCluster.HistoryAsync(silo, 1);
        var planned = history.OfType<EntrantEvent.DayPlanned>().ToList();
        Assert.Equal(Enumerable.Range(0, 15), planned.Select(day => day.Day));
        var closed = history.OfType<EntrantEvent.PromptClosed>().ToList();
        Assert.NotEmpty(closed);
        Assert.All(closed, prompt => Assert.Equal((PromptOutcome.Excused, Excuse.Outage), (prompt.Outcome, prompt.Excuse)));
        var answered = history.Count(happened => happened is EntrantEvent.LocationReported { Outcome: PromptOutcome.Answered }
            or EntrantEvent.HealthReported { Outcome: PromptOutcome.Answered });
        Assert.Equal(planned.Sum(day => day.Prompts.Length), answered + closed.Count);
        Assert.Empty(history.OfType<EntrantEvent.ContactLost>());
    });

    [Fact]
    public Task Fix_far_away_asks_for_a_second_one_before_anything_else() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        for (var fix = 0; fix < 3; fix++)
        {
            await entrant.ReportLocationAsync(Command(), null, Home(cluster), new(cluster.Clock.GetUtcNow()));
        }

        var prompt = await NextAsync(cluster, phone, PromptKind.Location);
        var far = Home(cluster) with { Latitude = 35.7 };
        var reply = await entrant.ReportLocationAsync(Command(), prompt.Handle, far, new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.SecondFixWanted), reply);
        var second = await NextAsync(cluster, phone, PromptKind.SecondFix);
        Assert.Equal(FollowUps.None, Opened(await EntrantCluster.HistoryAsync(silo, 1)));
        far = far with { TakenAt = cluster.Clock.GetUtcNow() };
        await entrant.ReportLocationAsync(Command(), second.Handle, far, new(cluster.Clock.GetUtcNow()));
        Assert.Equal(FollowUps.UncertainPlace, Opened(await EntrantCluster.HistoryAsync(silo, 1)));
    });

    [Fact]
    public Task Check_in_elsewhere_is_a_new_place_to_be_looked_at() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, _) = await ConnectAsync(cluster, town, silo);
        await CheckInAsync(cluster, entrant);
        var elsewhere = Home(cluster) with { Longitude = 139.9 };
        var reply = await entrant.CheckInAsync(Command(), elsewhere, new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.CheckedInAtNewPlace), reply);
        reply = await entrant.CheckInAsync(Command(), Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.CheckedIn), reply);
        Assert.Equal(FollowUps.NewPlace, Opened(await EntrantCluster.HistoryAsync(silo, 1)));
    });

    [Fact]
    public Task Symptoms_are_told_at_once_and_followed_up() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, _) = await ConnectAsync(cluster, town, silo);
        var answers = new HealthAnswers(38.2m, Symptoms.None, null);
        var reply = await entrant.ReportHealthAsync(Command(), null, answers, new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.SymptomsReceived), reply);
        Assert.Equal(FollowUps.Symptoms, Opened(await EntrantCluster.HistoryAsync(silo, 1)));
    });

    [Fact]
    public Task Nothing_counts_as_missed_until_the_person_is_confirmed() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo, isConfirmed: false);
        await CheckInAsync(cluster, entrant);
        var prompt = await NextAsync(cluster, phone, PromptKind.Location);
        await entrant.ConfirmDeliveryAsync(prompt.Handle);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(61));
        var closed = (await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.PromptClosed>()
            .First(closed => closed.Prompt == prompt.Number);
        Assert.Equal((PromptOutcome.Excused, Excuse.NotConfirmed), (closed.Outcome, closed.Excuse));
        Assert.Null(await entrant.ConfirmStayAsync());
        Assert.True((await entrant.ReadAsync()).Stay!.IsConfirmed);
        Assert.Null(await entrant.ConfirmStayAsync());
        Assert.Equal(Refusals.NoStay, await EntrantCluster.Entrant(silo, 2).ConfirmStayAsync());
    });

    [Fact]
    public Task After_the_end_nothing_is_accepted_and_the_person_may_come_again() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(TimeSpan.FromDays(16));
        var reply = await entrant.ReportLocationAsync(Command(), null, Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Refusals.StayEnded), reply);
        Assert.Null(await entrant.ConfirmStayAsync()); // It was, before.

        var again = new StayOrder(
            EntrantCluster.Stay(2), TestProgrammes.Japan.Version, cluster.Clock.GetUtcNow(), IsConfirmed: true);
        Assert.Null(await entrant.StartStayAsync(again));
        Assert.Null(await entrant.StartStayAsync(again));
        Assert.Equal(again.Stay, (await entrant.ReadAsync()).Stay!.Stay);
        Assert.Equal(Refusals.StayGoesOn, await entrant.StartStayAsync(again with { Stay = EntrantCluster.Stay(3) }));
    });

    [Fact]
    public Task Connected_phone_is_asked_for_a_sign_of_life_when_it_is_quiet() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var (entrant, phone) = await ConnectAsync(cluster, town, silo);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(2, phone.Pings);
        await cluster.AdvanceAsync(TimeSpan.FromHours(13));
        Assert.Single((await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.ContactLost>());
        Assert.Equal(0, phone.Worries); // It is ten in the evening.
        await cluster.AdvanceAsync(TimeSpan.FromHours(10));
        Assert.Equal(1, phone.Worries);
        await entrant.ReportConditionAsync(new("1.0.0", "test", PhoneFaults.None, 50));
        var history = await EntrantCluster.HistoryAsync(silo, 1);
        Assert.Single(history.OfType<EntrantEvent.ContactLost>());
        Assert.Single(history.OfType<EntrantEvent.Seen>());
    });

    private static readonly Comparer<PromptNumber> ByValue = Comparer<PromptNumber>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static FollowUps Opened(IEnumerable<EntrantEvent> history) => history.OfType<EntrantEvent.FollowUpOpened>()
        .Aggregate(FollowUps.None, (all, opened) => all | opened.FollowUp);

    private static Fix Home(GrainCluster cluster) => new(35.68, 139.76, 12, cluster.Clock.GetUtcNow(), IsMock: false);

    private static async Task<PromptOutcome> FateAsync(IEntrantGrain entrant, PromptNumber number) =>
        (await entrant.ReadAsync()).Stay!.Prompts.Single(prompt => prompt.Number == number).Outcome;

    private static IPhoneObserver Reference(GrainServer silo, TestPhone phone) =>
        silo.Observe<IPhoneObserver>(phone);

    /// <summary>Lets time pass until a prompt of a kind is shown that was not shown before.</summary>
    private static async Task<PromptView> NextAsync(GrainCluster cluster, TestPhone phone, PromptKind kind)
    {
        await cluster.SettleAsync();
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromDays(1); waited += Step)
        {
            if (phone.Prompts.FirstOrDefault(shown => shown.Prompt.Kind == kind) is { Prompt: { } prompt })
            {
                return prompt;
            }

            await cluster.AdvanceAsync(Step);
        }

        throw new InvalidOperationException($"No prompt of kind {kind} came in a day.");
    }

    private Task RunAsync(Func<GrainCluster, EntrantCluster, Task> test) =>
        GrainCluster.RunAsync(cluster => test(cluster, new(cluster, _keys)));

    private Domain.Ledger.CommandId Command() => new(++_command);

    private static async Task<(IEntrantGrain Entrant, TestPhone Phone)> ConnectAsync(
        GrainCluster cluster, EntrantCluster town, GrainServer silo, bool isConfirmed = true)
    {
        var entrant = await town.LandAsync(silo, 1, cluster.Clock.GetUtcNow(), isConfirmed);
        var phone = new TestPhone();
        await entrant.ConnectAsync(Reference(silo, phone), null);
        return (entrant, phone);
    }

    private async Task CheckInAsync(GrainCluster cluster, IEntrantGrain entrant)
    {
        var reply = await entrant.CheckInAsync(Command(), Home(cluster), new(cluster.Clock.GetUtcNow()));
        Assert.Equal(EntrantReply.Of(Receipt.CheckedIn), reply);
    }

    /// <summary>Answers every prompt within a few minutes.</summary>
    private async Task LiveAsync(GrainCluster cluster, IEntrantGrain entrant, TestPhone phone, TimeSpan time)
    {
        var until = cluster.Clock.GetUtcNow() + time;
        while (cluster.Clock.GetUtcNow() < until)
        {
            await cluster.AdvanceAsync(Step);
            if (phone.AnswerPings())
            {
                await entrant.ReportConditionAsync(new("1.0.0", "test", PhoneFaults.None, 50));
            }

            foreach (var (prompt, _) in phone.Prompts.Where(shown => shown.Occasion == PromptOccasion.Issued))
            {
                await entrant.ConfirmDeliveryAsync(prompt.Handle);
                var now = cluster.Clock.GetUtcNow();
                var reply = prompt.Kind == PromptKind.Health
                    ? await entrant.ReportHealthAsync(Command(), prompt.Handle, new(36.5m, Symptoms.None, null), new(now))
                    : await entrant.ReportLocationAsync(Command(), prompt.Handle, Home(cluster), new(now));
                Assert.Null(reply.Refusal);
            }

            phone.Prompts.Clear();
        }
    }
}
