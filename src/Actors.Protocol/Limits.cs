namespace Actors.Protocol;

/// <summary>Limits of what a peer may send. The server refuses more and names the limit.</summary>
public static class Limits
{
    /// <summary>Bytes of one message with its envelope. A longer one is refused; the connection stays open.</summary>
    public const int MessageBytes = 16 * 1024;

    /// <summary>Bytes after which the server stops reading a message and closes the connection.</summary>
    public const int HardMessageBytes = 64 * 1024;

    /// <summary>Characters of a free text, such as the note of a health report.</summary>
    public const int NoteLength = 1_000;

    /// <summary>Characters of the version of an app.</summary>
    public const int AppVersionLength = 32;

    /// <summary>Characters of the name and version of a phone's system.</summary>
    public const int PlatformLength = 64;

    /// <summary>Characters of a language tag (RFC 5646).</summary>
    public const int LanguageLength = 35;

    /// <summary>Characters of a handle.</summary>
    public const int HandleLength = 64;

    /// <summary>Handles in one acknowledgement.</summary>
    public const int Handles = 32;

    /// <summary>Symptoms in one health report.</summary>
    public const int Symptoms = 32;

    /// <summary>Characters of the name of a place.</summary>
    public const int PlaceLength = 100;
}
