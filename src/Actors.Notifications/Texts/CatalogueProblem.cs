namespace Actors.Notifications.Texts;

/// <summary>Something in a catalogue that must be mended before it can be used.</summary>
/// <param name="File">The name of the file, for example <c>ja.json</c>.</param>
/// <param name="Key">The key of the text; empty when the file as a whole is meant.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record CatalogueProblem(string File, string Key, string Message)
{
    /// <summary>One line for a log or a terminal.</summary>
    public override string ToString() => Key.Length == 0 ? $"{File}: {Message}" : $"{File}: {Key}: {Message}";
}
