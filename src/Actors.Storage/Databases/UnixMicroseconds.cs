namespace Actors.Storage.Databases;

/// <summary>The unit of time in storage: whole microseconds since 1970-01-01 UTC. What is finer is cut off.</summary>
public static class UnixMicroseconds
{
    /// <summary>The moment in storage.</summary>
    public static long From(DateTimeOffset moment) =>
        Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond).Quotient;

    /// <summary>The moment out of storage.</summary>
    public static DateTimeOffset ToMoment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
