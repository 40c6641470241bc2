using Orleans.Hosting;
using Orleans.Timers;

namespace Actors.Engine.Reminders;

/// <summary>
/// Sends the ticks of stored reminders. Only those due soon are held in memory; the rest stay in the table until their
/// time comes near.
/// </summary>
internal sealed class ReminderService : IReminderRegistry, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly ActorEngine _engine;
    private readonly IReminderTable _table;
    private readonly IReminderWindow? _window;
    private readonly ReminderOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _refresh;
    private readonly ITimer _next;
    private readonly PriorityQueue<ReminderEntry, DateTime> _due = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _loaded = [];
    private readonly Queue<(ReminderEntry Reminder, DateTime DueAt)> _ticking = new();
    private Dictionary<(GrainId Grain, string Name), ReminderEntry?>? _changedWhileReading;
    private DateTime _loadedUntil;
    private int _outstanding;
    private bool _stopped = true;

    public ReminderService(
        ActorEngine engine, IReminderTable table, IReminderWindow? window, ReminderOptions options, TimeProvider clock)
    {
        _engine = engine;
        _table = table;
        _window = window;
        _options = options;
        _clock = clock;
        _refresh = NewTimer(() => _engine.Executor.Run(LoadAsync));
        _next = NewTimer(SendDue);
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _table.StartAsync(cancellationToken);
        lock (_loaded)
        {
            _stopped = false;
            _loadedUntil = Now; // Ticks that were due while nobody ran are skipped.
        }

        await LoadAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_loaded)
        {
            _stopped = true;
        }

        Dispose();
        await _table.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _refresh.Dispose();
        _next.Dispose();
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The period of reminder {reminderName} is {period}. The shortest is "
                + $"{_options.MinimumReminderPeriod}; use a grain timer for less.",
                nameof(period));
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = Now + dueTime,
            Period = period,
        };
        entry.ETag = await _table.UpsertRow(entry)
            ?? throw new ReminderException($"Reminder {reminderName} of {callingGrainId.Type} could not be stored.");
        lock (_loaded)
        {
            _changedWhileReading?[(callingGrainId, reminderName)] = entry;
            _loaded.Remove((callingGrainId, reminderName));
            Hold(entry, entry.StartAt);
        }

        return new Reminder(callingGrainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not Reminder { GrainId: var owner } known || owner != callingGrainId)
        {
            throw new ReminderException($"Reminder {reminder.ReminderName} does not belong to the grain that wants to end it.");
        }

        if (!await _table.RemoveRow(callingGrainId, reminder.ReminderName, known.ETag))
        {
            throw new ReminderException($"Reminder {reminder.ReminderName} has changed since it was looked up.");
        }

        lock (_loaded)
        {
            _changedWhileReading?[(callingGrainId, reminder.ReminderName)] = null;
            _loaded.Remove((callingGrainId, reminder.ReminderName));
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await _table.ReadRow(callingGrainId, reminderName) is { } entry ? ToReminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await _table.ReadRows(callingGrainId)).Reminders.Select(ToReminder)];

    private static IGrainReminder ToReminder(ReminderEntry entry) =>
        new Reminder(entry.GrainId, entry.ReminderName, entry.ETag ?? "");

    /// <summary>
    /// Reads the reminders that tick before the reading after the next, so that one failed reading loses none.
    /// </summary>
    private async Task LoadAsync()
    {
        DateTime from;
        DateTime to;
        lock (_loaded)
        {
            _changedWhileReading = [];
            to = Now + (_options.RefreshReminderListPeriod * 2);
            if (to < _loadedUntil && !_stopped)
            {
                // The clock was set back. What is held would come only when it has made that up.
                _due.Clear();
                _loaded.Clear();
                _loadedUntil = Now;
            }

            from = _loadedUntil;
        }

        try
        {
            var entries = _window is not null
                ? await _window.ReadDueAsync(from, to)
                : (await _table.ReadRows(0, 0)).Reminders.AsReadOnly();
            lock (_loaded)
            {
                _loadedUntil = to;

                // What was read may be older than what grains have changed meanwhile.
                foreach (var entry in entries
                    .Where(entry => !_changedWhileReading.ContainsKey((entry.GrainId, entry.ReminderName)))
                    .Concat(_changedWhileReading.Values.OfType<ReminderEntry>()))
                {
                    Hold(entry, ReminderSchedule.NextTick(entry, from));
                }

                _changedWhileReading = null;
                ArmNext(); // The clock may have been set forward.
            }

            Arm(_refresh, _options.RefreshReminderListPeriod);
        }
        catch (Exception exception)
        {
            EngineLog.RemindersUnread(_engine.Log, RetryDelay, exception);
            Arm(_refresh, RetryDelay);
        }
    }

    /// <summary>Keeps a reminder until its tick, if that comes before the next reading. Under the lock.</summary>
    private void Hold(ReminderEntry entry, DateTime dueAt)
    {
        if (dueAt <= _loadedUntil && _loaded.TryAdd((entry.GrainId, entry.ReminderName), entry))
        {
            _due.Enqueue(entry, dueAt);
            ArmNext();
        }
    }

    private void ArmNext()
    {
        if (_due.TryPeek(out _, out var dueAt))
        {
            var now = Now;
            Arm(_next, dueAt > now ? dueAt - now : TimeSpan.Zero);
        }
    }

    private void SendDue()
    {
        lock (_loaded)
        {
            var now = Now;
            while (_due.TryPeek(out var reminder, out var dueAt) && dueAt <= now)
            {
                _due.Dequeue();

                // Otherwise it was changed or removed since; its successor stands in the queue by itself.
                if (_loaded.TryGetValue((reminder.GrainId, reminder.ReminderName), out var current)
                    && ReferenceEquals(current, reminder))
                {
                    _loaded.Remove((reminder.GrainId, reminder.ReminderName));
                    _ticking.Enqueue((reminder, dueAt));
                    Hold(reminder, ReminderSchedule.NextTick(reminder, now));
                }
            }

            ArmNext();
            StartTicks();
        }
    }

    /// <summary>Starts as many ticks as may run at once. Under the lock.</summary>
    private void StartTicks()
    {
        while (!_stopped && _outstanding < Limits.RemindersAtOnce && _ticking.TryDequeue(out var tick))
        {
            _outstanding++;
            _engine.Executor.Run(() => TickAsync(tick.Reminder, tick.DueAt));
        }
    }

    private async Task TickAsync(ReminderEntry reminder, DateTime dueAt)
    {
        var now = Now;
        _engine.Meter.ReminderLateness.Record((now - dueAt).TotalMilliseconds);
        try
        {
            await _engine.GetGrain<IRemindable>(reminder.GrainId)
                .ReceiveReminder(reminder.ReminderName, new(reminder.StartAt, reminder.Period, now));
        }
        catch (Exception exception)
        {
            EngineLog.ReminderFailed(_engine.Log, reminder.ReminderName, reminder.GrainId.Type.ToString(), exception);
        }

        lock (_loaded)
        {
            _outstanding--;
            StartTicks();
        }
    }

    private void Arm(ITimer timer, TimeSpan delay)
    {
        if (!_stopped)
        {
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    private ITimer NewTimer(Action callback)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return _clock.CreateTimer(
                static callback => ((Action)callback!)(), callback, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
