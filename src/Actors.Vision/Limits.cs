namespace Actors.Vision;

/// <summary>Limits of pictures, of the detector and of its pool.</summary>
public static class Limits
{
    /// <summary>Pixels of the longer side of a picture. Up to here the sums of <c>AreaReduction</c> fit into 16 bits.</summary>
    public const int PictureSide = 8192;

    /// <summary>Cells of the longer side of the grid on which the quality of a picture is measured.</summary>
    public const int QualityGridSide = 160;

    /// <summary>Cells of that grid, in each direction, of which the background is measured as one.</summary>
    public const int BackgroundCell = 4;

    /// <summary>Detectors of one pool.</summary>
    public const int Detectors = 64;

    /// <summary>Bytes of a model file. A longer file is refused unread.</summary>
    public const int ModelBytes = 16 * 1024 * 1024;

    /// <summary>Pictures in the window of <c>GuideRules</c>, one bit each.</summary>
    public const int WindowObservations = 64;
}
