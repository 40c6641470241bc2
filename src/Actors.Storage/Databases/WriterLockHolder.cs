namespace Actors.Storage.Databases;

/// <summary>Who last took the right to write.</summary>
public sealed record WriterLockHolder(string Host, long ProcessId, DateTimeOffset Since);
