using System.Collections.Concurrent;
using System.Net;
using Actors.Server.Edge;
using Actors.Server.Phones.SignIn;
using Microsoft.Extensions.Options;

namespace Actors.Server.Registration;

/// <summary>
/// Bounds requests of registration on this server: per address, per person, overall. In memory; what guessing needs to be
/// bounded by, the tries of a passport and of a code, is stored elsewhere. Thread-safe.
/// </summary>
internal sealed class AttemptLimits(IOptions<RegistrationOptions> options, TimeProvider wall)
{
    /// <summary>Budgets in memory. When there are more, those that are full again are forgotten.</summary>
    private const int MaxKnown = 100_000;

    private const int PartAtOnce = 5;
    private const int SecondsAtOnce = 10;

    private readonly ConcurrentDictionary<string, Budget> _known = new(StringComparer.Ordinal);
    private readonly Budget _all = new(
        options.Value.RequestsPerSecond * SecondsAtOnce, options.Value.RequestsPerSecond, wall);

    /// <summary>Takes one request of an address.</summary>
    public bool TryTakeOf(IPAddress? address) =>
        TryTake($"a{ConnectionGate.Network(address)}", options.Value.AttemptsPerAddress) && _all.TryTake();

    /// <summary>Takes one request of a person.</summary>
    public bool TryTakeOf(string person) => TryTake($"p{person}", options.Value.RequestsPerPerson);

    private bool TryTake(string key, int perHour)
    {
        if (_known.Count >= MaxKnown)
        {
            foreach (var (one, budget) in _known.Where(static pair => pair.Value.IsFull))
            {
                _known.TryRemove(new(one, budget));
            }

            if (_known.Count >= MaxKnown && !_known.ContainsKey(key))
            {
                return false;
            }
        }

        return _known.GetOrAdd(
            key, _ => new(Math.Max(1, perHour / PartAtOnce), perHour / TimeSpan.FromHours(1).TotalSeconds, wall)).TryTake();
    }
}
