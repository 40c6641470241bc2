namespace Actors.Protocol.Messages;

/// <summary>A line of the home screen.</summary>
/// <param name="Key">What it is about: its key in the catalogue of texts.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record HomeText(string Key, string Text);
