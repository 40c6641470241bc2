using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Actors.Grains.Ledger;

/// <summary>
/// What this process knows of the effects of its grains: how many are pending, and which grains have some that fail. The
/// meter is <c>Actors.Effects</c>. A grain whose effects fail is waked again and again, so one of which nothing was heard
/// for longer than that is forgotten: it lives elsewhere, or was erased.
/// </summary>
public sealed class EffectWatch : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Effects";

    private static readonly TimeSpan Memory = 3 * Limits.LongestEffectDelay;

    private readonly ConcurrentDictionary<GrainId, Failing> _failing = new();
    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private readonly Counter<long> _failures;
    private long _pending;

    /// <summary>With a meter of the factory, or, without one, a meter of its own.</summary>
    /// <param name="clock">The programme clock.</param>
    /// <param name="meters">Makes the meter.</param>
    public EffectWatch(
        [Microsoft.Extensions.DependencyInjection.FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
        IMeterFactory? meters = null)
    {
        _clock = clock;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _failures = _meter.CreateCounter<long>(
            "actors.effects.failures", "{attempt}", "Attempts to carry out an effect that failed.");
        _meter.CreateObservableUpDownCounter(
            "actors.effects.pending", () => Pending, "{effect}", "Effects of grains in memory that are not confirmed.");
        _meter.CreateObservableUpDownCounter(
            "actors.effects.stuck", () => Stuck.Count, "{effect}", "Pending effects that have failed for minutes.");
    }

    /// <summary>Effects of grains in memory that are not confirmed.</summary>
    public long Pending => Interlocked.Read(ref _pending);

    /// <summary>Effects that have failed for longer than <see cref="Limits.StuckEffectAge"/>.</summary>
    public StuckEffects Stuck
    {
        get
        {
            var now = _clock.GetUtcNow();
            var stuck = StuckEffects.None;
            foreach (var (grain, failing) in _failing)
            {
                if (now - failing.HeardAt > Memory)
                {
                    _failing.TryRemove(new(grain, failing));
                }
                else
                {
                    stuck = stuck.With(grain.Type, failing.Since.Where(since => now - since > Limits.StuckEffectAge));
                }
            }

            return stuck;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>More or fewer effects of grains in memory are pending.</summary>
    internal void Count(int change) => Interlocked.Add(ref _pending, change);

    /// <summary>A try failed.</summary>
    internal void Failed() => _failures.Add(1);

    /// <summary>Since when each of the failing effects of a grain fails.</summary>
    internal void Set(GrainId grain, DateTimeOffset[] since)
    {
        if (since.Length == 0)
        {
            _failing.TryRemove(grain, out _);
        }
        else if (_failing.ContainsKey(grain) || _failing.Count < Limits.WatchedGrains)
        {
            _failing[grain] = new(_clock.GetUtcNow(), since);
        }
    }

    private sealed record Failing(DateTimeOffset HeardAt, DateTimeOffset[] Since);
}

/// <summary>Effects that have failed for so long that they need an operator.</summary>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the oldest fails, by the programme clock; <c>null</c> if there is none.</param>
/// <param name="GrainTypes">What kinds of grains they belong to, in order.</param>
public sealed record StuckEffects(int Count, DateTimeOffset? Oldest, ImmutableSortedSet<string> GrainTypes)
{
    /// <summary>There are none.</summary>
    public static readonly StuckEffects None = new(0, null, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>With those of one grain.</summary>
    internal StuckEffects With(GrainType grainType, IEnumerable<DateTimeOffset> since)
    {
        var sum = this;
        foreach (var moment in since)
        {
            sum = new(
                sum.Count + 1,
                sum.Oldest < moment ? sum.Oldest : moment,
                sum.GrainTypes.Add(grainType.ToString()!));
        }

        return sum;
    }
}
