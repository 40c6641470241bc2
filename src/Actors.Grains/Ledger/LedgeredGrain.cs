using Actors.Domain.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Ledger;

/// <summary>
/// A grain whose every operation is: read the clock, decide, apply, write state and ledger in one transaction, then
/// carry out the effects. What is acknowledged is durable; what is pending is found by the sweeper whatever happens to
/// the process.
/// </summary>
/// <typeparam name="TState">The immutable domain state.</typeparam>
/// <typeparam name="TEvent">What happens to it.</typeparam>
/// <typeparam name="TEffect">What it asks to be done outside.</typeparam>
public abstract partial class LedgeredGrain<TState, TEvent, TEffect> : Grain, IDueGrain
    where TState : class, IEventSourced<TState, TEvent>, new()
    where TEvent : class
{
    private readonly IPersistentState<Ledgered<TState, TEvent, TEffect>> _storage;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private EffectWatch? _watch;
    private IGrainTimer? _effects;
    private IGrainTimer? _due;
    private bool _carryingOut;
    private bool _writeFailed;
    private long _writtenConfirmations;
    private long _writtenEffects;
    private DueTime? _writtenDue;
    private int _counted;
    private bool _mayFail;

    /// <summary>A grain with its state, the programme clock and a log.</summary>
    protected LedgeredGrain(IPersistentState<Ledgered<TState, TEvent, TEffect>> storage, TimeProvider clock, ILogger log)
    {
        _storage = storage;
        _clock = clock;
        _log = log;
    }

    /// <summary>The domain state.</summary>
    protected TState State => _storage.State.Value;

    /// <summary>The programme clock.</summary>
    protected DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>
    /// Whether there is anything to write for a row that is due. One that is not due is left: a timer of the grain was
    /// quicker than the sweeper, and what was confirmed since rides on the next write.
    /// </summary>
    private bool HasUnwrittenNews => HasUnwrittenConfirmations || !_storage.State.Pending.IsEmpty;

    private bool HasUnwrittenConfirmations => _storage.State.Confirmed != _writtenConfirmations;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _writtenEffects = _storage.State.EffectSequence;
        _writtenDue = _storage.State.NextDue;
        _watch = ServiceProvider.GetService<EffectWatch>();
        _mayFail = !_storage.State.Pending.IsEmpty;
        CountPending(_storage.State.Pending.Count);
        Schedule();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        CountPending(0);
        _watch = null; // What a tick does that still runs is not counted any more.

        // Otherwise the sweeper would wake the grain again only to learn that nothing is left to do.
        if (HasUnwrittenConfirmations && !_writeFailed && reason.ReasonCode != DeactivationReasonCode.ApplicationError)
        {
            await _storage.WriteStateAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task OnDueAsync()
    {
        var now = Now;
        var decision = DecideDue(State, now);
        if (!HasRoomFor(decision))
        {
            // Nothing is lost: the row stays due, and what is due is decided when effects could be carried out.
            LogNoRoom(_log, this.GetGrainId().Type, Limits.PendingEffects);
            ScheduleEffects();
            return;
        }

        if (decision.Events.Length + decision.Effects.Length > 0 || (_writtenDue?.At <= now && HasUnwrittenNews))
        {
            await CommitAsync(decision, now);
        }

        Schedule();
    }

    /// <summary>Carries out a command. The rule itself recognises a command that comes again.</summary>
    /// <param name="decide">The rule: state and time to decision. Pure.</param>
    /// <returns>
    /// The reason for a refusal; <c>null</c> if the command was carried out. <see cref="LedgerRefusals.Busy"/> if the grain has
    /// too many pending effects to add to them.
    /// </returns>
    protected async Task<Refusal?> ExecuteAsync(Func<TState, DateTimeOffset, Decision<TEvent, TEffect>> decide)
    {
        var now = Now;
        var decision = decide(State, now);
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!HasRoomFor(decision))
        {
            LogNoRoom(_log, this.GetGrainId().Type, Limits.PendingEffects);
            ScheduleEffects();
            return LedgerRefusals.Busy;
        }

        if (decision.Events.Length + decision.Effects.Length > 0)
        {
            await CommitAsync(decision, now);
            Schedule();
        }

        return null;
    }

    /// <summary>
    /// What the passing of time asks for. Afterwards <see cref="IEventSourced{TSelf, TEvent}.NextDue"/> is later than
    /// now.
    /// </summary>
    protected abstract Decision<TEvent, TEffect> DecideDue(TState state, DateTimeOffset now);

    /// <summary>
    /// Carries out one effect. It may be carried out again after a crash, so the receiver drops a repeat with the same
    /// identity. If it throws, it is tried again later.
    /// </summary>
    protected abstract Task CarryOutAsync(EffectId id, TEffect effect);

    private bool HasRoomFor(Decision<TEvent, TEffect> decision) =>
        decision.Effects.IsEmpty || _storage.State.Pending.Count + decision.Effects.Length <= Limits.PendingEffects;

    private void CountPending(int count)
    {
        _watch?.Count(count - _counted);
        _counted = count;
    }

    private async Task CommitAsync(Decision<TEvent, TEffect> decision, DateTimeOffset now)
    {
        _storage.State.Apply(decision, now, Limits.EffectGrace);
        CountPending(_storage.State.Pending.Count);

        // Effects are carried out and confirmed beside the write: what was confirmed since it began is not in it.
        var (effects, confirmed, due) = (_storage.State.EffectSequence, _storage.State.Confirmed, _storage.State.NextDue);
        try
        {
            await _storage.WriteStateAsync();
        }
        catch
        {
            // What is in memory may or may not be durable. The next activation reads which, so this one writes it no
            // more.
            _writeFailed = true;
            DeactivateOnIdle();
            throw;
        }

        (_writtenEffects, _writtenConfirmations, _writtenDue) = (effects, confirmed, due);
    }

    private void Schedule()
    {
        ScheduleEffects();
        ScheduleDue();
    }

    /// <summary>When too many are due at this moment it is left to the sweeper, which finds the row.</summary>
    private async Task OnDueByTimerAsync()
    {
        var rush = ServiceProvider.GetService<DueTimerThrottle>();
        if (rush?.TryEnter() == false)
        {
            return;
        }

        try
        {
            await OnDueAsync();
        }
        finally
        {
            rush?.Leave();
        }
    }

    /// <summary>
    /// What is due soon is done when it is due; the sweeper is for what is due later, or was forgotten.
    /// </summary>
    private void ScheduleDue()
    {
        var wait = State.NextDue?.At - Now;
        if (wait is null || wait > Limits.NearDeadline)
        {
            _due?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var dueTime = wait.Value > TimeSpan.Zero ? wait.Value : TimeSpan.Zero;
        if (_due is null)
        {
            _due = this.RegisterGrainTimer(
                static (grain, _) => grain.OnDueByTimerAsync(), this,
                new() { DueTime = dueTime, Period = Timeout.InfiniteTimeSpan });
        }
        else
        {
            _due.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Has the pending effects carried out beside whatever calls come, and not by the call that asked for them.
    /// </summary>
    private void ScheduleEffects()
    {
        if (_storage.State.Pending.IsEmpty)
        {
            return;
        }

        if (_effects is null)
        {
            _effects = this.RegisterGrainTimer(
                CarryOutPendingAsync, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        }
        else
        {
            _effects.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CarryOutPendingAsync(CancellationToken cancellationToken)
    {
        if (_carryingOut)
        {
            return; // The tick that is at it finds what was added.
        }

        _carryingOut = true;
        var (source, began) = (this.GetGrainId().ToString(), Now); // What fails in this tick does not come again in it.
        while (!cancellationToken.IsCancellationRequested
            && EffectOrder.Next(_storage.State.Pending, _writtenEffects, began) is { } next)
        {
            try
            {
                await CarryOutAsync(new(source, next.Sequence), next.Body);
                _storage.State.Confirm(next);
                CountPending(_storage.State.Pending.Count);
            }
            catch (Exception exception)
            {
                // The others go on; this one stays pending and comes again, less and less often.
                var failed = _storage.State.Fail(next, Now);
                _mayFail = true;
                _watch?.Failed();
                LogEffectFailed(_log, exception, this.GetGrainId().Type, typeof(TEffect).Name, failed.Failures);
            }
        }

        _carryingOut = false;
        ScheduleFailed();
    }

    /// <summary>Has what failed tried again when it is time, if the grain is awake by then; otherwise by the sweeper.</summary>
    private void ScheduleFailed()
    {
        if (!_mayFail)
        {
            return;
        }

        var failed = _storage.State.Pending.FindAll(static effect => effect.FailedSince is not null);
        _watch?.Set(this.GetGrainId(), [.. failed.Select(static effect => effect.FailedSince!.Value)]);
        _mayFail = !failed.IsEmpty;
        if (_mayFail)
        {
            var wait = failed.Min(static effect => effect.NotBefore) - Now;
            _effects?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "An effect ({Effect}) of a grain of type {GrainType} failed for the {Failures}. time. It will be tried again.")]
    private static partial void LogEffectFailed(
        ILogger log, Exception exception, GrainType grainType, string effect, int failures);

    [LoggerMessage(
        LogLevel.Error,
        "A grain of type {GrainType} does nothing that adds to its pending effects: there are {Most}, and they fail.")]
    private static partial void LogNoRoom(ILogger log, GrainType grainType, int most);
}
