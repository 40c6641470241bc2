namespace Actors.Storage.Protection.Records;

/// <summary>Times as the tables of protection have them: microseconds since 1970-01-01 UTC.</summary>
internal static class UnixMicroseconds
{
    public static long From(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
