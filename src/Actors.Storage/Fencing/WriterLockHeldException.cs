namespace Actors.Storage.Fencing;

/// <summary>Another process is writing to the database; this one must not start.</summary>
/// <param name="database">Which database.</param>
/// <param name="holder">Who writes, as far as is known.</param>
public sealed class WriterLockHeldException(string database, WriterLockHolder? holder) : Exception(
    $"{database} is in use by "
    + (holder is null
        ? "another process that has not finished starting."
        : $"process {holder.ProcessId} on {holder.Host} since {holder.Since:u}.")
    + " Stop it before you start another; several servers at once need PostgreSQL and Cluster:Kind=AdoNet in each of them.");
