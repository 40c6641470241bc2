namespace Actors.Domain.Ledger;

/// <summary>The times that states keep.</summary>
public static class StoredTime
{
    /// <summary>Cuts a moment to whole seconds: what is decided now and what is read again tomorrow are the same.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}

/// <summary>When a grain is due, and its priority if many are due at once.</summary>
public readonly record struct DueTime(DateTimeOffset At, DuePriority Priority);

/// <summary>The priority among grains that are due. Lower goes first.</summary>
public enum DuePriority : byte
{
    /// <summary>A person waits for staff: calls and escalations.</summary>
    Escalation = 0,

    /// <summary>An answer is to be judged, or an effect to be carried out.</summary>
    Answer = 1,

    /// <summary>A prompt is to be issued.</summary>
    Prompt = 2,

    /// <summary>Everything that can wait.</summary>
    Upkeep = 3,
}

/// <summary>Finds the grains that are due. It reads stored state only, so no crash can lose a grain.</summary>
public interface IDueIndex
{
    /// <summary>
    /// Reads the grains of one partition that are due at <paramref name="now"/>, by priority, then by due time.
    /// </summary>
    /// <param name="partition">The partition, from 0 to <see cref="Limits.DuePartitions"/> − 1.</param>
    /// <param name="now">The time on the programme clock.</param>
    /// <param name="limit">The maximum number of grains.</param>
    /// <param name="after">
    /// Returns only grains after this one in the order above; <c>null</c> for the first page.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, DueGrain? after = null, CancellationToken cancellationToken = default);
}

/// <summary>A grain that is due.</summary>
/// <param name="GrainType">The grain type.</param>
/// <param name="GrainKey">The grain key.</param>
/// <param name="Due">When it became due, and its priority.</param>
public readonly record struct DueGrain(string GrainType, string GrainKey, DueTime Due);
