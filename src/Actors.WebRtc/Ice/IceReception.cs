namespace Actors.WebRtc.Ice;

/// <summary>What became of a datagram.</summary>
/// <param name="ResponseLength">Bytes to send back to where it came from; 0 for none.</param>
/// <param name="News">What it changed.</param>
public readonly record struct IceReception(int ResponseLength, IceNews News);
