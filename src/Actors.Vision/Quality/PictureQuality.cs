namespace Actors.Vision.Quality;

/// <summary>
/// Measures of a picture, from its luma (16 is black, 235 is white) on a small grid. <c>GuideRules</c> has the limits.
/// </summary>
public readonly record struct PictureQuality
{
    /// <summary>The mean luma of the whole picture.</summary>
    public required float Luma { get; init; }

    /// <summary>The least luma of the brightest tenth of the picture.</summary>
    public required float BrightLuma { get; init; }

    /// <summary>The mean luma of the largest face; <c>null</c> if there is no face.</summary>
    public required float? FaceLuma { get; init; }

    /// <summary>The variance of the Laplacian over the largest face, low if blurred; <c>null</c> if there is no face.</summary>
    public required float? Sharpness { get; init; }

    /// <summary>
    /// The standard deviation of luma in the background, in parts of the range from black to <see cref="BrightLuma"/>; 0 if
    /// the people leave no background.
    /// </summary>
    public required float BackgroundSpread { get; init; }

    /// <summary>The part of the background that lies on an edge; 0 if the people leave no background.</summary>
    public required float BackgroundEdges { get; init; }

    /// <summary>The mean difference of luma from the previous picture; <c>null</c> if there is none of this size.</summary>
    public required float? Change { get; init; }
}
