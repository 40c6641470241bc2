namespace Actors.Grains.Scheduling;

/// <summary>
/// Timers that wait, the next due one first; those due at the same time in the order in which they were set. Each knows
/// its place, so that taking one out from the middle is as cheap as putting one in. Not safe for several threads.
/// </summary>
internal sealed class TimerHeap
{
    private readonly List<ProgrammeTimer> _timers = [];

    public int Count => _timers.Count;

    /// <summary>The next due timer; <c>null</c> if none waits.</summary>
    public ProgrammeTimer? First => _timers.Count > 0 ? _timers[0] : null;

    public void Add(ProgrammeTimer timer)
    {
        timer.Place = _timers.Count;
        _timers.Add(timer);
        Raise(timer);
    }

    /// <summary>Takes a timer out; one that does not wait is left as it is.</summary>
    public void Remove(ProgrammeTimer timer)
    {
        if (timer.Place < 0)
        {
            return;
        }

        var last = _timers[^1];
        _timers.RemoveAt(_timers.Count - 1);
        if (last != timer)
        {
            Put(last, timer.Place);
            Raise(last);
            Sink(last);
        }

        timer.Place = ProgrammeTimer.Nowhere;
    }

    private static bool IsBefore(ProgrammeTimer one, ProgrammeTimer other) =>
        one.Due < other.Due || (one.Due == other.Due && one.Order < other.Order);

    private void Raise(ProgrammeTimer timer)
    {
        while (timer.Place > 0 && _timers[(timer.Place - 1) / 2] is var parent && IsBefore(timer, parent))
        {
            Swap(timer, parent);
        }
    }

    private void Sink(ProgrammeTimer timer)
    {
        while (FirstChild(timer.Place) is { } child && IsBefore(child, timer))
        {
            Swap(child, timer);
        }
    }

    private ProgrammeTimer? FirstChild(int place)
    {
        var left = 2 * place + 1;
        if (left >= _timers.Count)
        {
            return null;
        }

        return left + 1 < _timers.Count && IsBefore(_timers[left + 1], _timers[left]) ? _timers[left + 1] : _timers[left];
    }

    private void Swap(ProgrammeTimer up, ProgrammeTimer down)
    {
        var place = up.Place;
        Put(up, down.Place);
        Put(down, place);
    }

    private void Put(ProgrammeTimer timer, int place)
    {
        timer.Place = place;
        _timers[place] = timer;
    }
}
