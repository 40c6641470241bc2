using System.Collections.Concurrent;

namespace Actors.Notifications.Push;

/// <summary>
/// Spaces the pushes to each push service, and keeps away from one that asked for a pause. Services are told apart by their
/// host.
/// </summary>
/// <param name="perSecond">Pushes a second to each service.</param>
/// <param name="wall">The wall clock.</param>
internal sealed class PushPace(double perSecond, TimeProvider wall)
{
    /// <summary>A timer is no finer than this; what is due sooner goes at once, and the next ones later.</summary>
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(15);

    /// <summary>What was held up for no longer than this catches up: services count by the second.</summary>
    private static readonly TimeSpan CatchesUp = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _step = TimeSpan.FromSeconds(1 / perSecond);
    private readonly ConcurrentDictionary<string, Service> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Now => wall.GetUtcNow();

    /// <summary>Waits for the turn of one push.</summary>
    /// <returns>How long the service is to be left alone; <c>null</c> if the push may go now.</returns>
    public async ValueTask<TimeSpan?> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var service = _services.GetOrAdd(host, static _ => new());
        TimeSpan wait;
        lock (service)
        {
            var now = wall.GetUtcNow();
            if (service.PausedUntil > now)
            {
                return service.PausedUntil - now;
            }

            service.Next = service.Next > now - CatchesUp ? service.Next : now;
            wait = service.Next - now;
            service.Next += _step;
        }

        if (wait > Finest)
        {
            await Task.Delay(wait, wall, cancellationToken);
        }

        return null;
    }

    /// <summary>Leaves a service alone for a time.</summary>
    public void Pause(string host, TimeSpan time)
    {
        var service = _services.GetOrAdd(host, static _ => new());
        lock (service)
        {
            var until = wall.GetUtcNow() + time;
            service.PausedUntil = until > service.PausedUntil ? until : service.PausedUntil;
        }
    }

    private sealed class Service
    {
        public DateTimeOffset Next { get; set; }

        public DateTimeOffset PausedUntil { get; set; }
    }
}
