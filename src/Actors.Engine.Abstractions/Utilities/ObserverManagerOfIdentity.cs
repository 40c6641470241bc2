using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>
/// The observers of a grain. One that is not subscribed again within the expiration, or that fails, is forgotten. Used
/// within turns of one grain, so it needs no lock.
/// </summary>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, Entry> _observers = [];

    /// <summary>The clock. Set it where time is not the system's.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long a subscription lasts.</summary>
    public TimeSpan ExpirationDuration { get; set; } = expiration;

    /// <summary>How many there are, expired ones included until they are next looked at.</summary>
    public int Count => _observers.Count;

    /// <summary>A copy of the observers, by identity.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Forgets all.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Adds an observer, or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = new(observer, GetDateTime());

    /// <summary>Forgets an observer.</summary>
    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Tells every observer, one after another.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception exception) when (Defunct(exception))
            {
                _observers.Remove(id);
            }
        }
    }

    /// <summary>Tells every observer without waiting for it.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception exception) when (Defunct(exception))
            {
                _observers.Remove(id);
            }
        }
    }

    /// <summary>Forgets those whose subscription is over.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers)
        {
            if (entry.SubscribedAt + ExpirationDuration < now)
            {
                _observers.Remove(id);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<KeyValuePair<TIdentity, TObserver>> Living(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _observers
            .Where(pair => predicate is null || predicate(pair.Value.Observer))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Observer))];
    }

    private bool Defunct(Exception exception)
    {
        ObserverLog.Forgotten(log, typeof(TObserver).Name, exception.GetType().Name);
        return true;
    }

    private readonly record struct Entry(TObserver Observer, DateTime SubscribedAt);
}
