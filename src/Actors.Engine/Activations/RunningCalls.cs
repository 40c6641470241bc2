using Actors.Engine.Calls;

namespace Actors.Engine.Activations;

/// <summary>
/// The calls an activation works on now. Those that interleave with everything never keep others waiting.
/// </summary>
internal struct RunningCalls
{
    private List<Request>? _others;

    /// <summary>The call for which others have to wait; null: none.</summary>
    public Request? Blocking { get; private set; }

    public readonly int Count => (Blocking is null ? 0 : 1) + (_others?.Count ?? 0);

    public readonly bool Contains(Request request) => Blocking == request || _others?.Contains(request) == true;

    /// <summary>Whether a waiting call waits for this one.</summary>
    public readonly bool IsWaitedFor(Request request) => Blocking == request || (Blocks(request) && Contains(request));

    /// <summary>Whether each call for which others wait leaves the state as it is.</summary>
    public readonly bool OnlyRead() => Blocking is null
        || ((Blocking.Traits & CallTraits.ReadOnly) != 0
            && _others?.Exists(other => Blocks(other) && (other.Traits & CallTraits.ReadOnly) == 0) != true);

    public void Add(Request request)
    {
        if (Blocking is null && Blocks(request))
        {
            Blocking = request;
        }
        else
        {
            (_others ??= []).Add(request);
        }
    }

    public void Remove(Request request)
    {
        if (Blocking != request)
        {
            _others?.Remove(request);
        }
        else
        {
            // Several that block run together only where they may: readers, and the calls of a reentrant class.
            Blocking = _others?.Find(Blocks);
            if (Blocking is not null)
            {
                _others!.Remove(Blocking);
            }
        }

        if (_others is { Count: 0 })
        {
            _others = null;
        }
    }

    private static bool Blocks(Request request) => (request.Traits & CallTraits.AlwaysInterleave) == 0;
}
