using Actors.Storage.Outages;
using Actors.Testing;

namespace Actors.Storage.Tests.Outages;

/// <summary>Programme time that is made up: it follows a wall clock at any speed.</summary>
internal sealed class MovableTime(TestTimeProvider wall, DateTimeOffset start, double speed) : IProgrammeTime
{
    private DateTimeOffset _wallStart = wall.GetUtcNow();
    private DateTimeOffset _start = start;
    private double _speed = speed;

    public DateTimeOffset Now => _start + (wall.GetUtcNow() - _wallStart) * _speed;

    public bool IsMadeUp => true;

    public double Speed
    {
        get => _speed;
        set => (_start, _wallStart, _speed) = (Now, wall.GetUtcNow(), value);
    }

    public void SkipTo(DateTimeOffset moment)
    {
        if (moment > Now)
        {
            (_start, _wallStart) = (moment, wall.GetUtcNow());
        }
    }
}
