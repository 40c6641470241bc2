using System.Diagnostics.CodeAnalysis;

namespace Actors.Protocol.Messages;

/// <summary>Where somebody stands among those who wait for staff.</summary>
/// <param name="Place">1: next.</param>
/// <param name="WaitSeconds">How long it will take, at most, in seconds of real life.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue: of people.")]
public sealed record CallQueue(int Place, int WaitSeconds);
