using System.Globalization;
using Actors.Storage.Databases;

namespace Actors.Storage.Reminders;

/// <summary>A reminder in the units of storage: microseconds.</summary>
internal readonly record struct ReminderRow(
    string GrainType, string GrainKey, string Name, long StartAt, long Period, uint GrainHash, long Version)
{
    /// <summary>The row of an entry, without a version.</summary>
    public static ReminderRow Of(ReminderEntry entry)
    {
        var period = entry.Period.Ticks / TimeSpan.TicksPerMicrosecond;
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1, nameof(entry));
        var start = new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc));
        return new ReminderRow(
            entry.GrainId.Type.ToString(),
            entry.GrainId.Key.ToString(),
            entry.ReminderName,
            UnixMicroseconds.From(start),
            period,
            entry.GrainId.GetUniformHashCode(),
            0);
    }

    public ReminderEntry ToEntry() => new()
    {
        GrainId = GrainId.Create(GrainType, GrainKey),
        ReminderName = Name,
        StartAt = UnixMicroseconds.ToMoment(StartAt).UtcDateTime,
        Period = TimeSpan.FromMicroseconds(Period),
        ETag = Version.ToString(CultureInfo.InvariantCulture),
    };
}
