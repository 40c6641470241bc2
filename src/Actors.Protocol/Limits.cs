namespace Actors.Protocol;

/// <summary>What a peer may send. A server refuses more by name.</summary>
public static class Limits
{
    /// <summary>Bytes of one message with all around it. A longer one is refused, and the connection stays.</summary>
    public const int MessageBytes = 16 * 1024;

    /// <summary>Bytes after which a message is not read to its end: the connection closes.</summary>
    public const int HardMessageBytes = 64 * 1024;

    /// <summary>Characters of a free text, such as the note of a health report.</summary>
    public const int NoteLength = 1_000;

    /// <summary>Characters of the version of an app.</summary>
    public const int AppVersionLength = 32;

    /// <summary>Characters of the name of a phone's system with its version.</summary>
    public const int PlatformLength = 64;

    /// <summary>Characters of the tag of a language (RFC 5646).</summary>
    public const int LanguageLength = 35;

    /// <summary>Characters of a handle.</summary>
    public const int HandleLength = 64;

    /// <summary>Handles in one acknowledgement.</summary>
    public const int Handles = 32;

    /// <summary>Symptoms in one health report.</summary>
    public const int Symptoms = 32;
}
