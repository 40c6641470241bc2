using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace Actors.Domain.Programmes;

/// <summary>
/// A time zone of the IANA database. Its data comes with the package, not with the machine, so every machine agrees.
/// There is one object per zone; instants come back in UTC.
/// </summary>
public sealed class ProgrammeZone
{
    private static readonly ConcurrentDictionary<string, ProgrammeZone> Known = new(StringComparer.Ordinal);

    private static readonly ZoneLocalMappingResolver Lenient =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    private readonly DateTimeZone _zone;

    /// <summary>The stretch with one offset that was used last: nearly always the one asked for next.</summary>
    private volatile OffsetSpan _last = new(0, 0, 0);

    private ProgrammeZone(DateTimeZone zone)
    {
        _zone = zone;
    }

    /// <summary>The names of all zones.</summary>
    public static IReadOnlyCollection<string> Ids => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>The name: <c>Asia/Tokyo</c>.</summary>
    public string Id => _zone.Id;

    /// <summary>The zone with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ProgrammeZone Get(string id) =>
        TryGet(id, out var zone) ? zone : throw new ArgumentException($"{id} is no IANA time zone.", nameof(id));

    /// <summary>The zone with this name; false when there is none. Upper and lower case count.</summary>
    public static bool TryGet(string? id, [NotNullWhen(true)] out ProgrammeZone? zone)
    {
        zone = null;
        if (id is null || Known.TryGetValue(id, out zone))
        {
            return zone is not null;
        }

        if (!DateTimeZoneProviders.Tzdb.Ids.Contains(id))
        {
            return false;
        }

        zone = Known.GetOrAdd(id, static name => new ProgrammeZone(DateTimeZoneProviders.Tzdb[name]));
        return true;
    }

    /// <summary>The local date at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(LocalAt(instant));

    /// <summary>The local time of day at an instant.</summary>
    public TimeOnly TimeAt(DateTimeOffset instant) => TimeOnly.FromDateTime(LocalAt(instant));

    /// <summary>
    /// The instant of a local time. One that the clocks skip moves forward by as much as they do; one that occurs twice is
    /// the first.
    /// </summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time).Ticks;
        var span = _last;
        if (span.HoldsLocal(local))
        {
            return new DateTimeOffset(local - span.OffsetTicks, TimeSpan.Zero);
        }

        var instant = _zone.ResolveLocal(LocalDateTime.FromDateTime(new DateTime(local)), Lenient).ToInstant();
        _ = SpanAt(instant.ToDateTimeOffset().UtcTicks);
        return instant.ToDateTimeOffset();
    }

    /// <summary>
    /// The first instant of a local date; that of the next one when the zone skipped the date altogether.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).Ticks;
        var span = _last;
        if (span.HoldsLocal(local))
        {
            return new DateTimeOffset(local - span.OffsetTicks, TimeSpan.Zero);
        }

        var midnight = _zone.MapLocal(LocalDateTime.FromDateTime(new DateTime(local)));
        return (midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant()).ToDateTimeOffset();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Id;

    private DateTime LocalAt(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTime(ticks + SpanAt(ticks).OffsetTicks);
    }

    private OffsetSpan SpanAt(long utcTicks)
    {
        var span = _last;
        if (span.Holds(utcTicks))
        {
            return span;
        }

        var interval = _zone.GetZoneInterval(Instant.FromDateTimeOffset(new DateTimeOffset(utcTicks, TimeSpan.Zero)));
        span = new OffsetSpan(
            interval.HasStart ? interval.Start.ToDateTimeOffset().UtcTicks : long.MinValue,
            interval.HasEnd ? interval.End.ToDateTimeOffset().UtcTicks : long.MaxValue,
            interval.WallOffset.Ticks);
        _last = span;
        return span;
    }

    /// <summary>A stretch of time with one offset from UTC, in ticks; the end is not part of it.</summary>
    private sealed record OffsetSpan(long From, long To, long OffsetTicks)
    {
        /// <summary>So far from both ends no local time can be skipped or occur twice: no clock moves that much.</summary>
        private const long Margin = 2 * TimeSpan.TicksPerDay;

        public bool Holds(long utcTicks) => utcTicks >= From && utcTicks < To;

        public bool HoldsLocal(long localTicks) =>
            (From == long.MinValue || localTicks - OffsetTicks - Margin >= From)
            && (To == long.MaxValue || localTicks - OffsetTicks + Margin < To)
            && From < To;
    }
}
