namespace Actors.Storage.Outages;

/// <summary>The last sign of life of a server.</summary>
/// <param name="ServerId">Which server.</param>
/// <param name="SeenAt">When.</param>
/// <param name="IsStopped">Whether it was its stop in good order.</param>
internal sealed record LivenessMark(string ServerId, DateTimeOffset SeenAt, bool IsStopped);
