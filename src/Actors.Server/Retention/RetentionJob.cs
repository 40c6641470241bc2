using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Ledger;
using Actors.Grains.Registration;
using Actors.Privacy.Retention;
using Actors.Registration.Matches;
using Actors.Registration.Roster;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.Outages;

namespace Actors.Server.Retention;

/// <summary>
/// Erases what is kept for longer than its programme allows (SPEC S3), once in a cluster: the server that holds an advisory
/// lock does it, in small batches, and not while the health prompts of the programme go out. What was begun goes on
/// after a crash.
/// </summary>
internal sealed partial class RetentionJob(
    Database database, RetentionTable table, Eraser eraser, ErasedPeople noted, LedgerRetention ledger, RosterTable roster,
    ProgrammeCatalogue programmes, IGrainFactory grains, IProgrammeTime time, TimeProvider wall, StorageHealth health,
    ILogger<RetentionJob> logger) : BackgroundService
{
    /// <summary>The number of the advisory lock: "ACTERASE" in ASCII.</summary>
    internal const long Lock = 0x4143_5445_5241_5345;

    private const string Alarm = "retention";
    private const string QueueType = "callqueue";
    private const string Reason = "retention";

    /// <summary>Few, so that other writers of SQLite wait for a moment only.</summary>
    private const int Batch = 20;

    /// <summary>The largest number of batches in one run for each programme; the next run goes on.</summary>
    private const int Batches = 25;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeRush = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterRush = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Before anyone is served: erases those again who came back with an older copy of the database. No grain is awake yet.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var returned = await noted.FindReturnedAsync(cancellationToken);
        foreach (var (person, programme) in returned)
        {
            await table.BeginAsync(
                person, programme, ErasureRules.Restored, RetentionTable.Job, time.Now, cancellationToken);
            await eraser.EraseAsync([person], time.Now, cancellationToken);
        }

        if (returned.Count > 0)
        {
            LogReturned(returned.Count);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Erases what is due now, and raises an alarm if something is overdue afterwards.</summary>
    /// <returns>The number of people who were erased; <c>null</c> if another server is at it.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var turn = await database.TryLockAsync(Lock, cancellationToken);
        if (turn is null)
        {
            return null;
        }

        var (now, erased) = (time.Now, 0);
        foreach (var begun in (await table.ReadUnderWayAsync(Batch * Batches, cancellationToken)).Chunk(Batch))
        {
            erased += await EraseAsync(begun, now, cancellationToken); // An earlier run, or staff, began it.
        }

        foreach (var programme in programmes.All.Where(programme => !IsRush(programme, now)))
        {
            erased += await EraseDueAsync(programme, now, cancellationToken);
        }

        foreach (var programme in programmes.Ids.Select(programmes.Newest).Where(programme => !IsRush(programme, now)))
        {
            await EraseRosterAsync(programme, now, cancellationToken);
        }

        var longest = programmes.All.Max(programme => programme.Contact.RetentionDays);
        await ledger.EraseOlderAsync(QueueType, now.AddDays(-longest), Reason, cancellationToken);
        await table.DeleteLapsedAsync(wall.GetUtcNow(), cancellationToken);
        await LookForOverdueAsync(now, cancellationToken);
        return erased;
    }

    /// <summary>Whether the health prompts of a programme are about to go out, or go out.</summary>
    internal static bool IsRush(Programme programme, DateTimeOffset now)
    {
        var local = programme.Zone.TimeAt(now).ToTimeSpan() - programme.Health.PushAt.ToTimeSpan();
        return local >= -BeforeRush && local < AfterRush;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, wall);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception)
                when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Any exception: the next run goes on. Until then the alarm says that promises are not kept.
                health.Raise(Alarm, "What is kept of people cannot be erased; the log says why.");
                LogFailed(exception);
            }
        }
    }

    private async Task<int> EraseDueAsync(Programme programme, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var erased = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var due = await table.ReadDueAsync(programme, now, Batch, cancellationToken);
            var begun = new List<EntrantId>(due.Count);
            foreach (var (person, rule) in due)
            {
                if (await table.BeginAsync(person, programme.Version.Id, rule, RetentionTable.Job, now, cancellationToken))
                {
                    begun.Add(person);
                }
            }

            var done = await EraseAsync(begun, now, cancellationToken);
            erased += done;
            if (due.Count < Batch || done == 0)
            {
                break;
            }
        }

        foreach (var stay in await table.ReadEarlierAsync(programme, now, Batch, cancellationToken))
        {
            await eraser.EraseAsync(stay, now, cancellationToken);
        }

        return erased;
    }

    /// <summary>What fails for one person must not keep the others: those who are left stay begun, and the next run
    /// tries again.</summary>
    private async Task<int> EraseAsync(
        IReadOnlyList<EntrantId> begun, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await EraseTogetherAsync(begun, now, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && begun.Count > 1)
        {
            var erased = 0;
            foreach (var person in begun)
            {
                try
                {
                    erased += await EraseTogetherAsync([person], now, cancellationToken);
                }
                catch (Exception own) when (own is not OperationCanceledException)
                {
                    health.Raise(Alarm, "What is kept of a person cannot be erased; the log says why.");
                    LogFailed(own);
                }
            }

            return erased;
        }
    }

    private async Task<int> EraseTogetherAsync(
        IReadOnlyList<EntrantId> begun, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var closed = new List<EntrantId>(begun.Count);
        foreach (var person in begun)
        {
            if (await grains.GetGrain<IRegistrationGrain>(person.ToString()).CloseAsync() is { } refusal)
            {
                LogPutOff(refusal.Code);
                await table.CancelAsync(person, cancellationToken);
            }
            else
            {
                closed.Add(person);
            }
        }

        await ForgetAsync(closed); // What they still had to tell each other would begin states of people who are gone.
        await eraser.EraseAsync(closed, now, cancellationToken);
        await ForgetAsync(closed);
        if (closed.Count > 0)
        {
            LogErased(closed.Count);
        }

        return closed.Count;
    }

    private async Task ForgetAsync(IReadOnlyCollection<EntrantId> people)
    {
        foreach (var (type, person) in from type in Eraser.GrainTypes from person in people select (type, person))
        {
            await grains.GetGrain<IDueGrain>(GrainId.Create(type, person.ToString())).ForgetAsync();
        }
    }

    private async Task EraseRosterAsync(Programme programme, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scope = MatchScope.Of(programme, now);
        var last = scope.Today.AddDays(-programme.Registration.RosterDays - 1);
        var rows = await roster.ListAsync(
            scope.Programme, DateOnly.MinValue, last, isUnregistered: true, count: Batch * Batches,
            cancellationToken: cancellationToken);
        foreach (var row in rows)
        {
            await roster.DeleteAsync(scope, row.Row, cancellationToken);
            await table.MarkAsync(row.Row, scope.Programme, ErasureRules.Roster, 0, now, cancellationToken);
        }
    }

    /// <summary>A made-up clock is so quick that a run of a minute comes days late.</summary>
    private async Task LookForOverdueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var grace = Interval * 10 * Math.Max(1, time.Speed);
        var before = now - (grace > TimeSpan.FromDays(1) ? grace : TimeSpan.FromDays(1));
        var overdue = 0L;
        foreach (var programme in programmes.All)
        {
            overdue += (await table.CountDueAsync(programme, before, cancellationToken)).Due;
        }

        if (overdue > 0)
        {
            health.Raise(Alarm, $"{overdue} people are kept for longer than their programme allows; retention goes on.");
        }
        else
        {
            health.Clear(Alarm);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "The database is older than the erasure of {People} people. They were erased again.")]
    private partial void LogReturned(int people);

    [LoggerMessage(LogLevel.Information, "Retention: what was kept of {People} people is erased.")]
    private partial void LogErased(int people);

    [LoggerMessage(LogLevel.Warning, "Retention: an erasure was given up, because the registration refused it: {Refusal}.")]
    private partial void LogPutOff(string refusal);

    [LoggerMessage(LogLevel.Error, "Retention failed; it goes on within a minute.")]
    private partial void LogFailed(Exception exception);
}
