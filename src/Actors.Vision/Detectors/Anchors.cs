namespace Actors.Vision.Detectors;

/// <summary>
/// The places from which the model tells where faces are: the middles of the cells of a 16 × 16 grid, two at each, and of an
/// 8 × 8 grid, six at each; row by row (BlazeFace, Bazarevsky et al. 2019, with MediaPipe's numbers).
/// </summary>
internal static class Anchors
{
    private const int FineCells = 16;
    private const int FinePerCell = 2;
    private const int CoarseCells = 8;
    private const int CoarsePerCell = 6;

    /// <summary>Anchors of the fine grid.</summary>
    public const int Fine = FineCells * FineCells * FinePerCell;

    /// <summary>Anchors of the coarse grid.</summary>
    public const int Coarse = CoarseCells * CoarseCells * CoarsePerCell;

    /// <summary>All anchors.</summary>
    public const int Count = Fine + Coarse;

    /// <summary>Where an anchor of the fine grid lies, in parts of the square.</summary>
    public static (float X, float Y) OfFine(int index) => Middle(index / FinePerCell, FineCells);

    /// <summary>Where an anchor of the coarse grid lies, in parts of the square.</summary>
    public static (float X, float Y) OfCoarse(int index) => Middle(index / CoarsePerCell, CoarseCells);

    private static (float X, float Y) Middle(int cell, int cells) =>
        (((cell % cells) + 0.5f) / cells, ((cell / cells) + 0.5f) / cells);
}
