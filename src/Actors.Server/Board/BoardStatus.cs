namespace Actors.Server.Board;

/// <summary>How the server is.</summary>
/// <param name="IsWell">Whether storage writes and no row is corrupt.</param>
/// <param name="Storage">Storage in words.</param>
/// <param name="GrainsAwake">Grains in memory.</param>
/// <param name="Outages">How often the platform was away in the last seven days.</param>
/// <param name="CorruptRows">Rows that were not what was written, since the start.</param>
internal sealed record BoardStatus(bool IsWell, string Storage, long GrainsAwake, long Outages, long CorruptRows);
