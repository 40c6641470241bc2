using Actors.Vision.Faces;

namespace Actors.Vision.Quality;

/// <summary>A rectangle of cells; <c>Right</c> and <c>Bottom</c> are exclusive.</summary>
internal readonly record struct CellRange(int Left, int Top, int Right, int Bottom)
{
    // How far a person extends beyond the face, in parts of the face: hair and ears around it, shoulders and chest below.
    private const float HeadBeside = 0.35f;
    private const float HeadAbove = 0.6f;
    private const float BodyBeside = 0.9f;

    /// <summary>Whether the rectangle has no cells.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>The part of a face that lies in the picture.</summary>
    public static CellRange OfFace(LumaGrid grid, in FaceBox box) => From(grid, box.Left, box.Top, box.Right, box.Bottom);

    /// <summary>The head with its hair.</summary>
    public static CellRange OfHead(LumaGrid grid, in FaceBox box) => From(
        grid,
        box.Left - (HeadBeside * box.Width),
        box.Top - (HeadAbove * box.Height),
        box.Right + (HeadBeside * box.Width),
        box.Bottom);

    /// <summary>Everything below the middle of the face, as wide as shoulders.</summary>
    public static CellRange OfBody(LumaGrid grid, in FaceBox box) => From(
        grid,
        box.Left - (BodyBeside * box.Width),
        box.Centre.Y,
        box.Right + (BodyBeside * box.Width),
        float.MaxValue);

    private static CellRange From(LumaGrid grid, float left, float top, float right, float bottom)
    {
        var (scaleX, scaleY) = grid.Scale;
        return new(
            Cell(left * scaleX, grid.Width), Cell(top * scaleY, grid.Height),
            Cell(right * scaleX, grid.Width), Cell(bottom * scaleY, grid.Height));
    }

    private static int Cell(float position, int end) => (int)Math.Clamp(MathF.Round(position), 0, end);
}
