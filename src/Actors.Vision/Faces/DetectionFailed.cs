namespace Actors.Vision.Faces;

/// <summary>
/// The detector could not do its work. That says nothing about who is in the picture and never counts against a person.
/// </summary>
/// <param name="Reason">For the log: what the runtime said. Holds nothing personal.</param>
public sealed record DetectionFailed(string Reason) : Detection;
