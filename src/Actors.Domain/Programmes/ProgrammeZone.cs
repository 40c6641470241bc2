using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace Actors.Domain.Programmes;

/// <summary>
/// A time zone of the IANA database. Its data comes with the NodaTime package, so all machines agree. There is one
/// object per zone. Returned instants are in UTC.
/// </summary>
public sealed class ProgrammeZone
{
    private static readonly ConcurrentDictionary<string, ProgrammeZone> Known = new(StringComparer.Ordinal);

    private static readonly ZoneLocalMappingResolver Lenient =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    private readonly DateTimeZone _zone;

    /// <summary>
    /// The interval with one offset that was used last. The next question is nearly always about the same one.
    /// </summary>
    private volatile OffsetSpan _last = new(0, 0, 0);

    private ProgrammeZone(DateTimeZone zone)
    {
        _zone = zone;
    }

    /// <summary>The ids of all zones.</summary>
    public static IReadOnlyCollection<string> Ids => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>The id, such as <c>Asia/Tokyo</c>.</summary>
    public string Id => _zone.Id;

    /// <summary>The country of the zone, an ISO 3166-1 code such as <c>JP</c>; <c>null</c> if it belongs to none.</summary>
    public string? Country => TzdbDateTimeZoneSource.Default.ZoneLocations?
        .FirstOrDefault(location => location.ZoneId == Id)?.CountryCode;

    /// <summary>The longest time by which the clocks of this zone are put forward, in the years 2020 to 2040.</summary>
    public TimeSpan LongestSkip
    {
        get
        {
            var spans = _zone.GetZoneIntervals(
                Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).ToList();
            return spans.Zip(spans.Skip(1), (one, next) => next.WallOffset - one.WallOffset)
                .Append(Offset.Zero).Max().ToTimeSpan();
        }
    }

    /// <summary>Returns the zone with this id.</summary>
    /// <exception cref="ArgumentException">The zone is unknown.</exception>
    public static ProgrammeZone Get(string id) =>
        TryGet(id, out var zone) ? zone : throw new ArgumentException($"{id} is no IANA time zone.", nameof(id));

    /// <summary>Finds the zone with this id; returns <c>false</c> if it is unknown. Case-sensitive.</summary>
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
    /// The instant of a local time. A local time that the clocks skip is moved forward by the length of the gap. Of a
    /// local time that occurs twice, the first instant is returned.
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

    /// <summary>The first instant of a local date, or of the next date if the zone skipped this one.</summary>
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

    /// <summary>Returns the id.</summary>
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

    /// <summary>An interval with one offset from UTC, in ticks. The end is not part of it.</summary>
    private sealed record OffsetSpan(long From, long To, long OffsetTicks)
    {
        /// <summary>At this distance from both ends no local time is skipped or occurs twice.</summary>
        private const long Margin = 2 * TimeSpan.TicksPerDay;

        public bool Holds(long utcTicks) => utcTicks >= From && utcTicks < To;

        public bool HoldsLocal(long localTicks) =>
            (From == long.MinValue || localTicks - OffsetTicks - Margin >= From)
            && (To == long.MaxValue || localTicks - OffsetTicks + Margin < To)
            && From < To;
    }
}
