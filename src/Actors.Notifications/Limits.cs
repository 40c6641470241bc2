namespace Actors.Notifications;

/// <summary>Limits of texts and of the channels that carry them.</summary>
public static class Limits
{
    /// <summary>Characters of a key.</summary>
    public const int KeyLength = 80;

    /// <summary>Arguments of one text.</summary>
    public const int TextArguments = 20;

    /// <summary>Characters of an argument that is text, such as the name of a place.</summary>
    public const int ArgumentLength = 500;

    /// <summary>Nesting of choices in a pattern. Deeper nesting cannot be translated.</summary>
    public const int PatternDepth = 3;
}
