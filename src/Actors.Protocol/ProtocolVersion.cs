namespace Actors.Protocol;

/// <summary>
/// Versions of what phones and server say to each other. A version rises only when an older peer would misunderstand; new
/// members and new messages that may be ignored do not raise it.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>The one that this assembly speaks.</summary>
    public const int Current = 1;

    /// <summary>The oldest one that a server of this version still understands.</summary>
    public const int Oldest = 1;

    /// <summary>Whether a server of this version understands a phone of that one.</summary>
    public static bool IsUnderstood(int version) => version is >= Oldest and <= Current;
}
