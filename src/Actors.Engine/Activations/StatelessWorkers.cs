using Actors.Engine.Calls;

namespace Actors.Engine.Activations;

/// <summary>
/// The activations behind one reference to a stateless worker: as many as there are calls at once, up to a limit.
/// </summary>
internal sealed class StatelessWorkers(GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly List<Activation> _workers = [];
    private bool _ended;

    public IEnumerable<Activation> Activations
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers];
            }
        }
    }

    public bool TryAccept(Request request)
    {
        while (true)
        {
            Activation worker;
            lock (_workers)
            {
                if (_ended)
                {
                    return false;
                }

                worker = Choose();
            }

            if (worker.TryAccept(request))
            {
                return true;
            }
        }
    }

    public bool OnEnded(Activation activation)
    {
        lock (_workers)
        {
            _workers.Remove(activation);
            return _ended = _workers.Count == 0;
        }
    }

    private Activation Choose()
    {
        var leastLoaded = _workers.MinBy(worker => worker.Load);
        if (leastLoaded is null || (leastLoaded.Load > 0 && _workers.Count < grainClass.MaxLocalWorkers))
        {
            leastLoaded = new(grainClass, id);
            _workers.Add(leastLoaded);
        }

        return leastLoaded;
    }
}
