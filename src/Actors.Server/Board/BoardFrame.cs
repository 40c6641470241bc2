namespace Actors.Server.Board;

/// <summary>A snapshot ready to be sent.</summary>
/// <param name="Number">Rises with every frame.</param>
/// <param name="Json">The snapshot.</param>
internal sealed record BoardFrame(long Number, byte[] Json);
