using Actors.Domain.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

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
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly GrainState<Ledgered<TState, TEvent, TEffect>> _stored = new(new());
    private EffectWatch? _watch;
    private IGrainTimer? _due;
    private bool _writeFailed;
    private long _writtenConfirmations;
    private long _writtenEffects;
    private DueTime? _writtenDue;
    private int _counted;

    /// <summary>Creates a grain, which reads its state when it is activated.</summary>
    /// <param name="name">The name under which the state is stored.</param>
    /// <param name="storage">
    /// The provider <c>actors</c>, asked directly: <see cref="IPersistentState{TState}"/> costs 450 bytes of each activation and
    /// four turns of each write, for operations at the same time, which this grain does not have.
    /// </param>
    /// <param name="clock">The programme clock.</param>
    /// <param name="log">The log.</param>
    protected LedgeredGrain(string name, IGrainStorage storage, TimeProvider clock, ILogger log)
    {
        _name = name;
        _storage = storage;
        _clock = clock;
        _log = log;
    }

    /// <summary>The domain state.</summary>
    protected TState State => Stored.Value;

    private Ledgered<TState, TEvent, TEffect> Stored => _stored.State!;

    /// <summary>The time on the programme clock.</summary>
    protected DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>
    /// Whether there is anything to write for a row that is due. One that is not due is left: a timer of the grain was
    /// quicker than the sweeper, and what was confirmed since rides on the next write.
    /// </summary>
    private bool HasUnwrittenNews => HasUnwrittenConfirmations || !Stored.Pending.IsEmpty;

    private bool HasUnwrittenConfirmations => Stored.Confirmed != _writtenConfirmations;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans starts an activation under its lock. Without a real wait the first call would run under it too, and two
        // grains that call each other would wait for each other's lock for ever.
        await Task.Yield();
        await _storage.ReadStateAsync(_name, this.GetGrainId(), _stored, cancellationToken);
        _writtenEffects = Stored.EffectSequence;
        _writtenDue = Stored.NextDue;
        _watch = ServiceProvider.GetService<EffectWatch>();
        _mayFail = !Stored.Pending.IsEmpty;
        CountPending(Stored.Pending.Count);
        Schedule();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        CountPending(0);
        _watch = null; // What a tick does that still runs is not counted any more.

        // Otherwise the sweeper would wake the grain again only to learn that nothing is left to do.
        if (HasUnwrittenConfirmations && !_writeFailed && reason.ReasonCode != DeactivationReasonCode.ApplicationError)
        {
            await WriteAsync(cancellationToken);
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

    /// <inheritdoc/>
    public Task ForgetAsync()
    {
        _writeFailed = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
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
        decision.Effects.IsEmpty || Stored.Pending.Count + decision.Effects.Length <= Limits.PendingEffects;

    private void CountPending(int count)
    {
        _watch?.Count(count - _counted);
        _counted = count;
    }

    private async Task CommitAsync(Decision<TEvent, TEffect> decision, DateTimeOffset now)
    {
        Stored.Apply(decision, now, Limits.EffectGrace);
        CountPending(Stored.Pending.Count);

        // Effects are carried out and confirmed beside the write: what was confirmed since it began is not in it.
        var (effects, confirmed, due) = (Stored.EffectSequence, Stored.Confirmed, Stored.NextDue);
        try
        {
            await WriteAsync(CancellationToken.None);
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

    private Task WriteAsync(CancellationToken cancellationToken) =>
        _storage.WriteStateAsync(_name, this.GetGrainId(), _stored, cancellationToken);

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
            _due?.Dispose(); // Most grains rest without one; a timer costs 400 bytes.
            _due = null;
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

    [LoggerMessage(
        LogLevel.Error,
        "{GrainType} has {Limit} pending effects that keep failing; new commands are refused.")]
    private static partial void LogNoRoom(ILogger log, GrainType grainType, int limit);
}
