using Actors.WebRtc.Stun;

namespace Actors.Testing.Hostile;

/// <summary>Reads whatever a message of STUN may hold: none of it may throw, whatever stands there.</summary>
public static class StunReading
{
    /// <summary>Reads all attributes.</summary>
    public static void ReadAll(in StunMessage message)
    {
        Span<ushort> types = stackalloc ushort[4];
        _ = message.TryGetPriority(out _);
        _ = message.TryGetControlled(out _);
        _ = message.TryGetControlling(out _);
        _ = message.TryGetMappedAddress(out _);
        _ = message.TryGetError(out _);
        _ = message.HasUnknown(types, out _);
        _ = message.GetRefused(types);
        _ = message.Username.Length + message.Software.Length;
        _ = message.UsesCandidate;
    }
}
