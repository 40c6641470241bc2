namespace Actors.Protocol;

/// <summary>
/// Versions of the protocol between phones and server. The version rises only when an older peer would misunderstand a
/// message. New members and new messages that a peer can ignore do not raise it.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>The version that this assembly speaks.</summary>
    public const int Current = 1;

    /// <summary>The oldest version that a server of this version still understands.</summary>
    public const int Oldest = 1;

    /// <summary>Whether a server of this version understands a phone of the given version.</summary>
    public static bool IsUnderstood(int version) => version is >= Oldest and <= Current;
}
