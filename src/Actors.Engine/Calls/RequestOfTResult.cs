using Actors.Engine.Activations;

namespace Actors.Engine.Calls;

/// <summary>A call to a method of a grain interface.</summary>
internal sealed class Request<TResult> : Request
{
    private readonly TaskCompletionSource<TResult> _answer;
    private readonly ActorEngine _engine;
    private readonly GrainMethod<TResult> _method;
    private readonly object?[] _arguments;
    private readonly Activation? _source;

    public Request(ActorEngine engine, GrainMethod<TResult> method, object?[] arguments)
    {
        _answer = new(engine.Executor.CompletionOptions);
        _engine = engine;
        _method = method;
        _arguments = arguments;
        SentAt = engine.MessageClock.GetTimestamp();

        _source = Current?.Target;

        // Nobody waits for a one-way call, so no chain of waiting passes through it.
        Parent = method.IsOneWay ? null : Current;
    }

    public Task<TResult> Answer => _answer.Task;

    public override CallTraits Traits => _method.Traits;

    public override string Name => _method.Name;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    public override TimeSpan? Timeout => _method.Timeout;

    public override void Begin() => _ = RunAsync(Target!);

    public override void Fail(Exception exception)
    {
        // As from any async method, a cancellation arrives as one and not as a failure.
        if (exception is OperationCanceledException cancelled
            ? _answer.TrySetCanceled(cancelled.CancellationToken)
            : _answer.TrySetException(exception))
        {
            if (_method.IsOneWay)
            {
                EngineLog.OneWayFailed(_engine.Log, Name, exception);
                _ = _answer.Task.Exception; // Observed: nobody awaits it.
            }

            _engine.Calls.Remove(this);
        }
    }

    private async Task RunAsync(Activation target)
    {
        Current = this;
        TResult result;
        try
        {
            result = await InvokeAsync(target);
        }
        catch (Exception exception)
        {
            // Whatever the grain throws is the caller's answer.
            target.OnCallFailed(exception);
            End(target);
            Fail(exception);
            return;
        }

        End(target);
        if (_answer.TrySetResult(result))
        {
            _engine.Calls.Remove(this);
        }
    }

    private Task<TResult> InvokeAsync(Activation target)
    {
        var grain = target.GrainInstance
            ?? throw new OrleansException($"{target.GrainId} is gone: {Name} has nobody to go to.");
        return _engine.Filters.Length == 0
            ? _method.InvokeAsync(grain, _arguments)
            : GrainCallContext<TResult>.RunAsync(_engine.Filters, _method, target, grain, _arguments, _source);
    }

    private void End(Activation target)
    {
        // Cut, so that a chain of calls does not keep its beginning alive.
        Parent = null;
        target.OnCompleted(this);
    }
}
