namespace Actors.Vision;

/// <summary>Limits of pictures, of the detector and of its pool.</summary>
public static class Limits
{
    /// <summary>Samples of the longer side of a picture. Sums of a row of cells stay within 16 bits up to here.</summary>
    public const int PictureSide = 8192;

    /// <summary>Samples of the longer side of the grid on which the quality of a picture is measured.</summary>
    public const int QualityGridSide = 160;

    /// <summary>Detectors of one pool.</summary>
    public const int Detectors = 64;

    /// <summary>Bytes of a model file; a longer one is not read.</summary>
    public const int ModelBytes = 16 * 1024 * 1024;

    /// <summary>Observations that a window can look back on.</summary>
    public const int WindowObservations = 64;
}
