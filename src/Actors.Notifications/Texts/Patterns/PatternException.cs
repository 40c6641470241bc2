namespace Actors.Notifications.Texts.Patterns;

/// <summary>A pattern cannot be read. The message says where and how to mend it.</summary>
public sealed class PatternException(string message) : FormatException(message);
