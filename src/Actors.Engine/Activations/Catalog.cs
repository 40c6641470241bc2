using System.Collections.Concurrent;
using Actors.Engine.Calls;

namespace Actors.Engine.Activations;

/// <summary>Who is active. One target per identity: that is what makes a grain single.</summary>
internal sealed class Catalog(ActorEngine engine)
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private long _activated;
    private long _deactivated;

    /// <summary>Activations ever made.</summary>
    public long Activated => Volatile.Read(ref _activated);

    /// <summary>Activations there are now.</summary>
    public long Active => Activated - Volatile.Read(ref _deactivated);

    public IEnumerable<Activation> Activations => _targets.Values.SelectMany(target => target.Activations);

    public bool IsEmpty => _targets.IsEmpty;

    /// <summary>Hands a call to the activation of its grain, making one when there is none.</summary>
    public void Dispatch(Request request, GrainId id)
    {
        while (true)
        {
            if (!_targets.TryGetValue(id, out var target))
            {
                if (engine.Classes.Find(id.Type) is not { } grainClass)
                {
                    request.Fail(new OrleansException(
                        id.Type == engine.Classes.Observers.Type
                            ? $"The observer of {request.Name} is gone."
                            : $"There is no grain class named \"{id.Type}\"."));
                    return;
                }

                target = _targets.GetOrAdd(id, static (key, made) => made.NewTarget(key), grainClass);
            }

            if (target.TryAccept(request))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Gives a call that waited for an activation to the next one. A grain that leaves whenever it is activated would be
    /// activated for ever: after as many times as Orleans forwards a message the caller learns of it.
    /// </summary>
    public void HandOn(Request request, GrainId id, Ending ending)
    {
        if (request.IsAbandoned)
        {
            return; // Ticks of the timers that have just ended are among these: they die with the activation.
        }

        if (ending.IsBeforeFirstCall && ++request.Forwards > Limits.Forwards)
        {
            request.Fail(new OrleansException(
                $"{request.Name} on {id} found nobody: the grain left {request.Forwards} times before its first call. "
                + ending.Reason!.Value.Description));
            return;
        }

        Dispatch(request, id);
    }

    public void Add(Activation observer) => _targets[observer.GrainId] = observer;

    public void Remove(Activation activation)
    {
        if (_targets.TryGetValue(activation.GrainId, out var target) && target.OnEnded(activation))
        {
            _targets.TryRemove(KeyValuePair.Create(activation.GrainId, target));
        }
    }

    /// <summary>Forgets an observer; false when it was not known.</summary>
    public bool RemoveObserver(GrainId id) => _targets.TryRemove(id, out _);

    /// <summary>The identity under which an observer object was registered.</summary>
    public IEnumerable<GrainId> IdentitiesOf(IGrainObserver observer) => _targets
        .Where(pair => pair.Key.Type == engine.Classes.Observers.Type
            && pair.Value is Activation activation && ReferenceEquals(activation.GrainInstance, observer))
        .Select(pair => pair.Key);

    /// <summary>Deactivates what has been idle for so long; null: for the collection age of its class.</summary>
    public List<Task> Collect(TimeSpan? age = null)
    {
        var idle = new List<Activation>();
        foreach (var activation in Activations)
        {
            if (activation.IsObserver)
            {
                if (activation.GrainInstance is null)
                {
                    RemoveObserver(activation.GrainId);
                }
            }
            else if (activation.IsIdle(age))
            {
                idle.Add(activation);
            }
        }

        return [.. InOrder(idle).Where(activation => activation.TryCollect(age)).Select(activation => activation.Deactivated)];
    }

    /// <summary>
    /// In an order that depends on identities alone. That of the dictionary depends on its history and on the number of
    /// processors, and a run could not be repeated elsewhere.
    /// </summary>
    public static List<Activation> InOrder(IEnumerable<Activation> activations) =>
        [.. activations.OrderBy(activation => activation.GrainId.ToString(), StringComparer.Ordinal)];

    public void CountActivation() => Interlocked.Increment(ref _activated);

    public void CountDeactivation() => Interlocked.Increment(ref _deactivated);
}
