using Actors.Engine.Calls;

namespace Actors.Engine.Activations;

/// <summary>The calls an activation works on now: usually none or one, more only where they may interleave.</summary>
internal struct RunningCalls
{
    private List<Request>? _others;

    /// <summary>The one that has run longest.</summary>
    public Request? First { get; private set; }

    public readonly bool Any => First is not null;

    public readonly int Count => First is null ? 0 : 1 + (_others?.Count ?? 0);

    public readonly bool Contains(Request request) => First == request || _others?.Contains(request) == true;

    /// <summary>Whether each of them leaves the state as it is.</summary>
    public readonly bool OnlyRead()
    {
        const CallTraits Harmless = CallTraits.ReadOnly | CallTraits.AlwaysInterleave;
        return (First!.Traits & CallTraits.ReadOnly) != 0 && _others?.Exists(other => (other.Traits & Harmless) == 0) != true;
    }

    public void Add(Request request)
    {
        if (First is null)
        {
            First = request;
        }
        else
        {
            (_others ??= []).Add(request);
        }
    }

    public void Remove(Request request)
    {
        if (First == request)
        {
            First = _others?[0];
            _others?.RemoveAt(0);
        }
        else
        {
            _others?.Remove(request);
        }

        if (_others is { Count: 0 })
        {
            _others = null;
        }
    }
}
