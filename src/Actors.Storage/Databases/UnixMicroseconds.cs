namespace Actors.Storage.Databases;

/// <summary>The unit of time in storage: whole microseconds since 1970-01-01 UTC. Smaller fractions are cut off.</summary>
public static class UnixMicroseconds
{
    /// <summary>Converts a moment to microseconds.</summary>
    public static long From(DateTimeOffset moment) =>
        Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond).Quotient;

    /// <summary>Converts microseconds to a moment.</summary>
    public static DateTimeOffset ToMoment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
