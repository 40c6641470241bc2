using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Storage.ReadModels.Entrants;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.ReadModels.Entrants;

/// <summary>What the tables say of people and prompts, on every database.</summary>
public abstract class EntrantReadModelTests : IAsyncLifetime
{
    private readonly IDatabaseSource _source;
    private readonly EntrantReadModel _model = new();
    private readonly EntrantId _person = EntrantId.New();
    private readonly Life _life = new();
    private EntrantTables _tables = null!;

    private protected EntrantReadModelTests(IDatabaseSource source)
    {
        _source = source;
    }

    public async ValueTask InitializeAsync() => _tables = new(await _source.CreateMigratedAsync(), _model);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _source.DisposeAsync();
    }

    [Fact]
    public async Task A_prompt_keeps_what_became_of_it()
    {
        Begin();
        Do(_life.Planned(1, Life.Health(1), Life.Location(1), Life.Location(1, 2)));
        Do(_life.Issued(Life.Location(1)));
        Do(new EntrantEvent.PromptDelivered(Life.Location(1), _life.Now, Channel.Push));
        Do(new EntrantEvent.PromptOpened(Life.Location(1), _life.Now));
        Do(new EntrantEvent.PromptReminded(Life.Location(1)));
        Do(new EntrantEvent.PromptExtended(Life.Location(1), _life.Now.AddHours(2), TimeSpan.FromHours(1)));
        Do(_life.Located(Life.Location(1), PromptOutcome.Answered, PresenceVerdict.Uncertain));
        Do(new EntrantEvent.SecondFixAsked(Life.Location(1, 3), _life.Now, _life.Now.AddMinutes(30), Life.Location(1)));

        await FeedAsync();

        Assert.Equal(
            ["0|health|planned|none|||", "1|location|answered|none|push|uncertain|1", "2|location|planned|none|||",
             "3|second-fix|open|none|||"],
            await _tables.RowsAsync(
                "SELECT idx, kind, fate, excuse, channel, presence, CASE WHEN delivered_at > 0 AND opened_at > 0 "
                + "AND closes_at > delivered_at AND reminded_at > 0 AND answered_at > 0 THEN 1 END FROM prompts_1"));
    }

    /// <summary>An excused prompt that is answered after all stays excused, and used to forget why.</summary>
    [Fact]
    public async Task An_excused_prompt_that_is_answered_keeps_its_excuse()
    {
        Begin();
        Do(_life.Planned(1, Life.Location(1)));
        Do(_life.Issued(Life.Location(1)));
        Do(Life.Closed(Life.Location(1), PromptOutcome.Excused, Excuse.NotDelivered));
        Do(_life.Located(Life.Location(1), PromptOutcome.Excused));
        await FeedAsync();
        Assert.Equal(["excused|not-delivered"], await _tables.RowsAsync("SELECT fate, excuse FROM prompts_1"));
    }

    [Fact]
    public async Task A_missed_prompt_that_is_answered_after_all_is_late_and_no_longer_missed()
    {
        Begin();
        Do(_life.Planned(1, Life.Location(1)));
        Do(_life.Issued(Life.Location(1)));
        Do(Life.Closed(Life.Location(1), PromptOutcome.Missed));
        await FeedAsync(1);
        Assert.Equal(["1|0|0|0|0|1|0"], await _tables.RowsAsync(Totals(1)));

        Do(_life.Located(Life.Location(1), PromptOutcome.Late));
        await _tables.FeedAsync(2, _life.Records, 3);

        Assert.Equal(["1|0|0|0|1|0|0"], await _tables.RowsAsync(Totals(2)));
    }

    [Fact]
    public async Task The_end_of_a_stay_excuses_what_was_planned_or_open_and_nothing_else()
    {
        Begin();
        Do(_life.Planned(1, Life.Health(1), Life.Location(1), Life.Location(1, 2), Life.Location(1, 3)));
        Do(
            _life.Issued(Life.Location(1)), _life.Issued(Life.Location(1, 2)),
            _life.Located(Life.Location(1, 2), PromptOutcome.Answered));
        Do(new EntrantEvent.StayEnded());

        await FeedAsync(1);

        Assert.Equal(
            ["0|excused|stay-ended", "1|excused|stay-ended", "2|answered|none", "3|excused|stay-ended"],
            await _tables.RowsAsync("SELECT idx, fate, excuse FROM prompts_1"));
        Assert.Equal(["japan-2021|1|0|0|1|0|0"], await _tables.RowsAsync("SELECT * FROM people_counts_1"));
    }

    [Fact]
    public async Task A_person_who_falls_silent_is_in_the_work_list_until_heard_of()
    {
        Begin();
        Do(new EntrantEvent.ContactLost(SilenceStep.Unreachable, _life.Now));
        Do(new EntrantEvent.FollowUpOpened(FollowUps.Unreachable, null));
        Do(new EntrantEvent.FollowUpOpened(FollowUps.NewPlace, null));
        await FeedAsync(1);
        Assert.Equal(["new-place|1", "unreachable|1"], await _tables.RowsAsync(OpenItems(1)));
        Assert.Equal(["japan-2021|1|1|0|0|1|0"], await _tables.RowsAsync("SELECT * FROM people_counts_1"));

        Do(new EntrantEvent.Seen(_life.Now));
        await _tables.FeedAsync(2, _life.Records, 2);

        Assert.Equal(["new-place|1"], await _tables.RowsAsync(OpenItems(2)));
        Assert.Equal(["unreachable"], await _tables.RowsAsync("SELECT kind FROM work_items_2 WHERE closed_at IS NOT NULL"));
        Assert.Equal(["japan-2021|1|1|0|0|0|0"], await _tables.RowsAsync("SELECT * FROM people_counts_2"));
    }

    [Fact]
    public async Task What_is_settled_leaves_the_work_list()
    {
        Begin();
        Do(_life.Planned(1, Life.Location(1)));
        Do(_life.Issued(Life.Location(1)));
        Do(new EntrantEvent.FollowUpOpened(FollowUps.PhoneProblem | FollowUps.NotAnswering | FollowUps.Symptoms, null));
        await _tables.FeedAsync(1, _life.Records, 2);
        Assert.Equal(["not-answering|1", "phone-to-mend|1", "symptoms|1"], await _tables.RowsAsync(OpenItems(1)));

        Do(new EntrantEvent.PromptDelivered(Life.Location(1), _life.Now, Channel.App));
        await _tables.FeedAsync(2, _life.Records, 2);
        Assert.Equal(["not-answering|1", "symptoms|1"], await _tables.RowsAsync(OpenItems(2)));

        Do(_life.Located(Life.Location(1), PromptOutcome.Answered));
        await _tables.FeedAsync(3, _life.Records, 2);
        Assert.Equal(["symptoms|1"], await _tables.RowsAsync(OpenItems(3)));

        Do(new EntrantEvent.StayEnded());
        await _tables.FeedAsync(4, _life.Records, 2);
        Assert.Equal(["symptoms|1"], await _tables.RowsAsync(OpenItems(4)));
    }

    [Fact]
    public async Task Another_stay_moves_the_person_to_its_programme_and_leaves_the_prompts_of_the_first()
    {
        Begin();
        Do(_life.Planned(1, Life.Location(1)));
        Do(new EntrantEvent.StayEnded(), _life.Started(StayId.New(), "england-2021"), _life.CheckedIn());
        Do(_life.Planned(1, Life.Location(1)));

        await FeedAsync(2);

        Assert.Equal(
            ["england-2021|1|0|1|0|0|0", "japan-2021|0|0|0|0|0|0"], await _tables.RowsAsync("SELECT * FROM people_counts_1"));
        Assert.Equal(
            ["england-2021|planned", "japan-2021|excused"], await _tables.RowsAsync("SELECT programme, fate FROM prompts_1"));
    }

    [Fact]
    public async Task A_companion_is_a_person_of_its_own_and_names_its_carer()
    {
        var child = EntrantId.New();
        Begin();
        Do(new EntrantEvent.CompanionAdded(child));
        _life.Happen(child, _life.Started(StayId.New(), carer: _person, isConfirmed: false));
        _life.Happen(child, new EntrantEvent.PhoneChanged(new("1.2", "web", PhoneFaults.NoPush, 80)));
        _life.Happen(child, new EntrantEvent.StayConfirmed());

        await FeedAsync();

        Assert.Equal(
            [$"{_person}|1|64|1.2"],
            await _tables.RowsAsync(
                "SELECT carer, is_confirmed, phone_faults, app_version FROM entrants_1 WHERE carer IS NOT NULL"));
    }

    [Fact]
    public async Task Those_who_watch_see_what_happened_but_not_what_is_planned()
    {
        Begin();
        Do(_life.Planned(1, Life.Location(1)));
        Do(_life.Issued(Life.Location(1)));
        await FeedAsync(1);

        var seen = await LatestAsync();

        Assert.Equal(["stay-started", "prompt-issued"], seen.Select(one => one.Facts.Code));
        Assert.Equal(
            (PromptKind.Location, Life.Location(1), PromptOutcome.Open),
            (seen[1].PromptKind, seen[1].Facts.Prompt, seen[1].Facts.Outcome));
        Assert.Equal(_life.Records[^1].Position, seen[1].Position);
    }

    [Fact]
    public async Task Those_who_watch_see_the_latest_events_only()
    {
        Begin();
        for (var times = 0; times < LatestEventsRow.Capacity; times++)
        {
            Do(new EntrantEvent.StayConfirmed());
        }

        await FeedAsync(7);

        Assert.Equal(
            Enumerable.Repeat("stay-confirmed", LatestEventsRow.Capacity), (await LatestAsync()).Select(one => one.Facts.Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task However_events_are_batched_the_tables_are_the_same_and_counts_equal_a_scan(int seed)
    {
        var life = RandomLife.Draw(seed);
        await _tables.FeedAsync(1, life.Records, 1, 7, 40, 3);
        await _tables.FeedAsync(2, life.Records, 1_000);

        foreach (var table in _model.Tables)
        {
            Assert.Equal(
                await _tables.RowsAsync($"SELECT * FROM {table}_2"), await _tables.RowsAsync($"SELECT * FROM {table}_1"));
        }

        Assert.Equal(
            await _tables.RowsAsync(ScanOfPrompts), await _tables.RowsAsync(
                "SELECT programme, kind, prompts, planned, open, answered, late, missed, excused FROM total_counts_1"));
        Assert.Equal(
            await _tables.RowsAsync(ScanOfQuarters), await _tables.RowsAsync(
                "SELECT programme, quarter_at, sum(prompts), sum(open) FROM day_counts_1 GROUP BY programme, quarter_at"));
        Assert.Equal(
            await _tables.RowsAsync(ScanOfPeople),
            await _tables.RowsAsync("SELECT * FROM people_counts_1 WHERE people > 0"));
        Assert.Equal(
            await _tables.RowsAsync(ScanOfCalls),
            await _tables.RowsAsync(
                "SELECT * FROM call_counts_1 WHERE announced + ringing + waiting + checking + queued > 0"));
        Assert.Equal(
            await _tables.RowsAsync(ScanOfWork), await _tables.RowsAsync("SELECT * FROM work_counts_1 WHERE open > 0"));
    }

    [Fact]
    public async Task Calls_are_counted_by_stage_and_those_that_ended_by_day_and_outcome()
    {
        var (second, third) = (EntrantId.New(), EntrantId.New());
        Begin();
        _life.Happen(second, _life.Started(StayId.New()));
        _life.Happen(third, _life.Started(StayId.New()));
        Ring(_person);
        _life.Call(_person, new CallEvent.Answered(1, _life.Now, _life.Now, _life.Now.AddMinutes(2)));
        Ring(second);
        _life.Call(second, new CallEvent.Escalated(1, _life.Now, CallReason.FaceFailed, _life.Now.AddMinutes(10)));
        Ring(third);
        _life.Call(third, new CallEvent.Ended(1, _life.Now, CallOutcome.Passed, null));
        _life.Now = Life.Start.AddDays(1);
        Ring(third);
        _life.Call(third, new CallEvent.Ended(1, _life.Now, CallOutcome.CallBack, _life.Now.AddHours(1)));
        await FeedAsync(3);
        await _tables.ShowAsync(1);

        var (calls, _, latest) = await ReadAsync(Life.Start.AddDays(1));

        Assert.Equal(new CallCounts(0, 0, 0, 1, 1), calls.Now);
        Assert.Equal([(CallOutcome.CallBack, 1L)], calls.Span.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            [(CallOutcome.Passed, 1L), (CallOutcome.CallBack, 1L)],
            calls.Total.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            ["call-rang", "call-answered", "call-rang", "call-escalated"],
            latest.Skip(3).Take(4).Select(happened => happened.Facts.Code));

        void Ring(EntrantId person) => _life.Call(
            person, new CallEvent.Announced(1, CallCause.Requested, _life.Now, _life.Now, _life.Now.AddHours(1), []),
            new CallEvent.Rang(1, _life.Now, _life.Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Open_work_is_counted_by_kind_and_the_oldest_is_known()
    {
        var second = EntrantId.New();
        Begin();
        _life.Happen(second, _life.Started(StayId.New()));
        Do(new EntrantEvent.FollowUpOpened(FollowUps.Symptoms | FollowUps.CallDue, null));
        var oldest = _life.Now;
        _life.Happen(second, new EntrantEvent.FollowUpOpened(FollowUps.Symptoms, null));
        Do(new EntrantEvent.CallConcluded(1, _life.Now, CallCause.Requested, CallOutcome.Passed));
        await FeedAsync();
        await _tables.ShowAsync(1);

        var (_, work, _) = await ReadAsync(Life.Start);

        Assert.Equal([new WorkFigures(FollowUps.Symptoms, 2, oldest)], work);
    }

    private async Task<(CallFigures Calls, IReadOnlyList<WorkFigures> Work, IReadOnlyList<LatestEvent> Latest)> ReadAsync(
        DateTimeOffset day)
    {
        var figures = await new EntrantFigures(_tables.Database)
            .ReadAsync("japan-2021", day, day.AddDays(1), TestContext.Current.CancellationToken);
        return (figures.Calls, figures.Work, figures.Latest);
    }

    [Fact]
    public async Task Figures_are_of_one_programme_and_of_the_span()
    {
        Begin();
        Do(_life.Planned(1, Life.Health(1), Life.Location(1), Life.Location(1, 2)));
        Do(_life.Issued(Life.Location(1)));
        _life.Happen(EntrantId.New(), _life.Started(StayId.New(), "england-2021"));
        await FeedAsync();
        await _tables.ShowAsync(1);

        var figures = await new EntrantFigures(_tables.Database)
            .ReadAsync("japan-2021", Life.Start, Life.Start.AddHours(2), TestContext.Current.CancellationToken);

        Assert.Equal(new PeopleCounts(1, 1, 0, 0, 0, 0), figures.People);
        Assert.Equal(new FateCounts(2, 1, 1, 0, 0, 0, 0), figures.Total[PromptKind.Location]);
        Assert.Equal(new FateCounts(1, 0, 1, 0, 0, 0, 0), figures.Span[PromptKind.Location]);
        Assert.Equal(figures.Total[PromptKind.Health].Prompts, figures.Total[PromptKind.Health].Sum);
    }

    private const string ScanOfPrompts =
        """
        SELECT programme, kind, count(*), count(CASE fate WHEN 'planned' THEN 1 END), count(CASE fate WHEN 'open' THEN 1 END),
            count(CASE fate WHEN 'answered' THEN 1 END), count(CASE fate WHEN 'late' THEN 1 END),
            count(CASE fate WHEN 'missed' THEN 1 END), count(CASE fate WHEN 'excused' THEN 1 END)
        FROM prompts_1 GROUP BY programme, kind
        """;

    private const string ScanOfQuarters =
        """
        SELECT programme, planned_at - planned_at % 900000000 AS quarter_at, count(*), count(CASE fate WHEN 'open' THEN 1 END)
        FROM prompts_1 GROUP BY 1, 2
        """;

    private const string ScanOfPeople =
        """
        SELECT programme, count(*), count(CASE WHEN has_ended = 0 AND checked_in_at IS NULL THEN 1 END),
            count(CASE WHEN has_ended = 0 AND checked_in_at IS NOT NULL THEN 1 END),
            count(CASE WHEN has_ended = 1 THEN 1 END),
            count(CASE WHEN has_ended = 0 AND silence <> 'none' THEN 1 END),
            count(CASE WHEN has_ended = 0 AND is_confirmed = 0 THEN 1 END)
        FROM entrants_1 GROUP BY programme
        """;

    private const string ScanOfCalls =
        """
        SELECT programme, count(CASE stage WHEN 'announced' THEN 1 END), count(CASE stage WHEN 'ringing' THEN 1 END),
            count(CASE stage WHEN 'waiting' THEN 1 END), count(CASE stage WHEN 'checking' THEN 1 END),
            count(CASE stage WHEN 'queued' THEN 1 END)
        FROM calls_1 WHERE programme <> '' AND stage <> 'ended' GROUP BY programme
        """;

    private const string ScanOfWork =
        "SELECT programme, kind, count(*) FROM work_items_1 WHERE closed_at IS NULL GROUP BY programme, kind";

    private static string Totals(int copy) =>
        $"SELECT prompts, planned, open, answered, late, missed, excused FROM total_counts_{copy}";

    private static string OpenItems(int copy) =>
        $"SELECT kind, count(*) FROM work_items_{copy} WHERE closed_at IS NULL GROUP BY kind";

    private void Begin() => Do(_life.Started(StayId.New()));

    private void Do(params ReadOnlySpan<EntrantEvent> events) => _life.Happen(_person, events);

    private async Task<IReadOnlyList<LatestEvent>> LatestAsync()
    {
        await _tables.ShowAsync(1);
        var figures = new EntrantFigures(_tables.Database);
        return (await figures.ReadAsync("japan-2021", _life.Now, _life.Now, TestContext.Current.CancellationToken)).Latest;
    }

    private Task FeedAsync(int batch = 2) => _tables.FeedAsync(1, _life.Records, batch);

    public sealed class OnSqlite() : EntrantReadModelTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : EntrantReadModelTests(new PostgresSource(fixture));
}
