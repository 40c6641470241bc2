namespace Actors.Protocol.Messages;

/// <summary>Where a face is, in parts of the picture as the camera sent it: 0 is left and top, 1 is right and bottom.</summary>
/// <param name="Left">Of the left edge.</param>
/// <param name="Top">Of the upper edge.</param>
/// <param name="Width">From left to right.</param>
/// <param name="Height">From top to bottom.</param>
public sealed record FaceBox(double Left, double Top, double Width, double Height);
