namespace Actors.Vision.Quality;

/// <summary>
/// What can be measured of a picture beside its faces, on its luma (16 is black, 235 white) reduced to a small grid. What is
/// good enough stands in the rules of the guide.
/// </summary>
public readonly record struct PictureQuality
{
    /// <summary>The mean luma of the whole picture.</summary>
    public required float Luma { get; init; }

    /// <summary>The luma that a tenth of the picture exceeds: how bright the bright parts are.</summary>
    public required float BrightLuma { get; init; }

    /// <summary>The mean luma of the largest face; null: there is none.</summary>
    public required float? FaceLuma { get; init; }

    /// <summary>The variance of the Laplacian over the largest face, small when it is blurred; null: there is none.</summary>
    public required float? Sharpness { get; init; }

    /// <summary>
    /// The standard deviation of luma beside and above the people in the picture, in parts of the way from black to
    /// <see cref="BrightLuma"/>.
    /// </summary>
    public required float BackgroundSpread { get; init; }

    /// <summary>Which part of what is beside and above the people lies on an edge; 0 when nothing is left beside them.</summary>
    public required float BackgroundEdges { get; init; }

    /// <summary>The mean difference of luma from the picture before; null: there was none of this size.</summary>
    public required float? Change { get; init; }
}
