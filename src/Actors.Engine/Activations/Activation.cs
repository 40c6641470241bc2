using System.Globalization;
using Actors.Engine.Calls;
using Actors.Engine.State;
using Actors.Engine.Timers;
using Orleans.Storage;

namespace Actors.Engine.Activations;

/// <summary>
/// One grain in memory. Calls are admitted one at a time unless the attributes of class or method say otherwise; the
/// rest wait in the order in which they came. Fields are guarded by <see cref="_turns"/>; the grain itself by having
/// one turn at a time.
/// </summary>
internal sealed class Activation : GrainContextBase, ICallTarget
{
    private readonly TurnQueue _turns;
    private readonly GrainClass _class;
    private object? _instance;
    private RunningCalls _running;
    private Queue<Request>? _waiting;
    private GrainTimers? _timers;
    private Ending? _ending;
    private Idleness _idleness;
    private ActivationStatus _status;

    public Activation(GrainClass grainClass, GrainId id)
    {
        _class = grainClass;
        GrainId = id;
        _turns = new(this);
        _idleness.Touch(Engine.ManagementClock);
    }

    public override GrainId GrainId { get; }

    public ActorEngine Engine => _class.Engine;

    public override object? GrainInstance => _instance is WeakReference<IGrainObserver> observer
        ? observer.TryGetTarget(out var target) ? target : null
        : _instance;

    public override IServiceProvider ActivationServices => Engine.ServiceProvider;

    public override IGrainFactory GrainFactory => Engine;

    public IEnumerable<Activation> Activations => [this];

    public bool IsObserver => _instance is WeakReference<IGrainObserver>;

    /// <summary>Calls that run or wait.</summary>
    public int Load
    {
        get
        {
            lock (_turns)
            {
                return _running.Count + (_waiting?.Count ?? 0);
            }
        }
    }

    public override Task Deactivated
    {
        get
        {
            lock (_turns)
            {
                _ending ??= new(Engine.Executor.CompletionOptions);
                if (_status == ActivationStatus.Ended)
                {
                    _ending.MarkDone();
                }

                return _ending.Done;
            }
        }
    }

    /// <summary>An activation whose instance exists already: an observer, held weakly.</summary>
    public static Activation OfObserver(GrainClass observers, GrainId id, IGrainObserver observer) => new(observers, id)
    {
        _instance = new WeakReference<IGrainObserver>(observer),
        _status = ActivationStatus.Valid,
    };

    public bool TryAccept(Request request)
    {
        lock (_turns)
        {
            if (_status == ActivationStatus.Ended)
            {
                return false;
            }

            request.Accept(this);
            if (_status == ActivationStatus.Created)
            {
                _status = ActivationStatus.Activating;
                _turns.Post(new ActivationTurn(this));
            }

            if (CanStart(request) && (_waiting is not { Count: > 0 } || Passes(request)))
            {
                Start(request);
                return true;
            }

            if (request is TimerTick && _ending?.Reason is not null)
            {
                return true; // Who takes its leave has no more ticks.
            }

            if (!CallChain.ComesFrom(request, this, _running))
            {
                Wait(request);
                return true;
            }
        }

        request.Fail(DeadlockException.For(request));
        return true;
    }

    public bool OnEnded(Activation activation) => true;

    /// <summary>A call has run to its end.</summary>
    public void OnCompleted(Request request)
    {
        lock (_turns)
        {
            _running.Remove(request);
            if (request is not TimerTick { KeepsAlive: false })
            {
                _idleness.Touch(Engine.ManagementClock);
            }

            Pump();
        }
    }

    /// <summary>A call has thrown. After a lost write the state in memory is not to be trusted.</summary>
    public void OnCallFailed(Exception exception)
    {
        if (exception is InconsistentStateException conflict && StateConflicts.StruckAt(conflict, this))
        {
            Deactivate(new(DeactivationReasonCode.ApplicationError, exception, "Somebody else has written the state."));
        }
    }

    public override void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_turns)
        {
            if (_status <= ActivationStatus.Valid)
            {
                _ending ??= new(Engine.Executor.CompletionOptions);
                _ending.Reason ??= deactivationReason;
                Pump();
            }
        }
    }

    public override void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (_turns)
        {
            _idleness.KeepFor(timeSpan, Engine.ManagementClock);
        }
    }

    /// <summary>Deactivates when nobody has called for so long.</summary>
    public bool TryCollect(TimeSpan? age = null)
    {
        lock (_turns)
        {
            if (!IsIdle(age))
            {
                return false;
            }

            Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody has called for the collection age."));
            return true;
        }
    }

    /// <summary>Whether nobody has called for so long, and nothing keeps the activation.</summary>
    public bool IsIdle(TimeSpan? age = null)
    {
        lock (_turns)
        {
            return _status == ActivationStatus.Valid && _running.Count == 0 && !_class.KeepsAlive
                && _idleness.Exceeds(age ?? _class.CollectionAge, Engine.ManagementClock);
        }
    }

    public override TGrainInterface ReferenceTo<TGrainInterface>() =>
        (TGrainInterface)(object)Engine.ReferenceTo(typeof(TGrainInterface), GrainId);

    public override IGrainTimer RegisterTimer<TState>(
        Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer<TState>(this, callback, state, options);
        lock (_turns)
        {
            (_timers ??= new()).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer) => _timers?.Remove(timer);

    /// <summary>What the activation is doing, for the message to a caller who has waited too long.</summary>
    public string Describe(Request request)
    {
        lock (_turns)
        {
            if (_status == ActivationStatus.Activating)
            {
                return "The grain is still being activated.";
            }

            if (_running.Blocking is not { } blocking || _running.Contains(request))
            {
                return "The grain is working on it.";
            }

            var clock = Engine.MessageClock;
            var busy = clock.GetElapsedTime(blocking.SentAt).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return $"The grain is busy with {blocking.Name}, sent {busy} s ago, and {_waiting?.Count ?? 0} more wait.";
        }
    }

    /// <summary>The first turn: makes the grain, reads its state, lets it prepare itself.</summary>
    public async Task RunFirstTurnAsync()
    {
        try
        {
            await _class.CreateAsync(this, instance => _instance = instance);
            Engine.Catalog.CountActivation();
        }
        catch (Exception exception)
        {
            EngineLog.ActivationFailed(Engine.Log, GrainId.Type.ToString(), exception);
            StopTimers();
            Queue<Request>? waiting;
            lock (_turns)
            {
                _instance = null;
                waiting = TakeWaiting();
            }

            End();

            // Whatever keeps the grain from starting is the answer to everyone who waits for it.
            foreach (var request in waiting ?? [])
            {
                request.Fail(exception);
            }

            return;
        }

        lock (_turns)
        {
            _status = ActivationStatus.Valid;
            _idleness.Touch(Engine.ManagementClock);
            _ending?.IsBeforeFirstCall = SendsAway;
            Pump(wholeQueue: true);
        }
    }

    /// <summary>The last turn.</summary>
    public async Task RunLastTurnAsync()
    {
        StopTimers();
        await _class.DestroyAsync(this, _ending!.Reason!.Value);
        Engine.Catalog.CountDeactivation();
        Queue<Request>? waiting;
        lock (_turns)
        {
            waiting = TakeWaiting();
        }

        End();
        foreach (var request in waiting ?? [])
        {
            Engine.Catalog.HandOn(request, GrainId, _ending!);
        }
    }

    private void StopTimers()
    {
        GrainTimers? timers;
        lock (_turns)
        {
            timers = _timers;
            _timers = GrainTimers.Ended;
        }

        timers?.Dispose();
    }

    /// <summary>From here on nothing is accepted; who waits goes elsewhere.</summary>
    private Queue<Request>? TakeWaiting()
    {
        _status = ActivationStatus.Ended;
        var waiting = _waiting;
        _waiting = null;
        return waiting;
    }

    private void End()
    {
        Engine.Catalog.Remove(this);
        lock (_turns)
        {
            _ending?.MarkDone();
        }
    }

    /// <summary>
    /// Whether calls that wait go to the next activation. When the server stops there should be none: this one ends its
    /// queue first, or each call would activate its grain anew only to see it leave.
    /// </summary>
    private bool SendsAway => _ending?.Reason is { ReasonCode: not DeactivationReasonCode.ShuttingDown };

    private bool CanStart(Request request) => _status == ActivationStatus.Valid
        && (SendsAway
            ? _running.Count > 0 && Passes(request)
            : _running.Blocking is null || Passes(request) || BothRead(request));

    /// <summary>Whether it may start whatever else runs or waits.</summary>
    private bool Passes(Request request) =>
        _class.IsReentrant || (request.Traits & CallTraits.AlwaysInterleave) != 0;

    private bool BothRead(Request request) => (request.Traits & CallTraits.ReadOnly) != 0 && _running.OnlyRead();

    private void Start(Request request)
    {
        _running.Add(request);
        _turns.Post(request);
    }

    private void Wait(Request request)
    {
        _waiting ??= [];
        var limit = Engine.MaxEnqueuedRequests;
        if (limit > 0 && _waiting.Count >= limit && request is not TimerTick)
        {
            request.Fail(new LimitExceededException(
                $"{_waiting.Count} calls wait for {GrainId} already, which is the limit. {request.Name} was refused."));
            return;
        }

        _waiting.Enqueue(request);
    }

    /// <summary>Starts what can start now; when nothing runs and the end was asked for, begins the end.</summary>
    /// <param name="wholeQueue">Look behind a call that has to wait: some behind it may not have to.</param>
    private void Pump(bool wholeQueue = false)
    {
        var blocked = false;
        for (var left = _waiting?.Count ?? 0; left > 0 && (wholeQueue || CanStart(_waiting!.Peek())); left--)
        {
            var request = _waiting!.Dequeue();
            if (!CanStart(request) || (blocked && !Passes(request)))
            {
                blocked = true;
                _waiting.Enqueue(request);
            }
            else if (!request.IsAbandoned)
            {
                Start(request);
            }
        }

        if (_waiting is { Count: 0 })
        {
            _waiting = null;
        }

        if (_running.Count == 0 && _ending?.Reason is not null && _status == ActivationStatus.Valid)
        {
            _status = ActivationStatus.Deactivating;
            _turns.Post(new DeactivationTurn(this));
        }
    }
}
