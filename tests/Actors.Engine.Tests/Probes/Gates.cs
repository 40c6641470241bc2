namespace Actors.Engine.Tests.Probes;

/// <summary>Named gates at which grains wait until the test opens them, and a record of who passed when.</summary>
public sealed class Gates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];
    private readonly List<string> _log = [];

    /// <summary>What happened, in order.</summary>
    public string Log
    {
        get
        {
            lock (_lock)
            {
                return string.Join(' ', _log);
            }
        }
    }

    public void Note(string what)
    {
        lock (_lock)
        {
            _log.Add(what);
        }
    }

    /// <summary>Waits until the gate is open.</summary>
    public Task PassAsync(string gate) => Gate(gate).Task;

    public void Open(string gate) => Gate(gate).TrySetResult();

    private TaskCompletionSource Gate(string gate)
    {
        lock (_lock)
        {
            return _gates.TryGetValue(gate, out var known)
                ? known
                : _gates[gate] = new();
        }
    }
}
