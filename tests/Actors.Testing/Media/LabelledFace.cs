namespace Actors.Testing.Media;

/// <summary>A face in one of the photographs that <c>models/</c> restores, marked by hand.</summary>
/// <param name="Photograph">The name of the file without its ending.</param>
/// <param name="X">The middle of the face, in parts of the width of the photograph.</param>
/// <param name="Y">The middle of the face from the middle of the height, down, in parts of the width too.</param>
/// <param name="Width">The width of the face, in parts of the width.</param>
/// <param name="IsProfile">Whether it looks to the side, so that only one eye is seen.</param>
public sealed record LabelledFace(string Photograph, double X, double Y, double Width, bool IsProfile = false)
{
    /// <summary>
    /// All faces in the six photographs: groups of women at parties, by one photographer. No other face is in them.
    /// </summary>
    public static IReadOnlyList<LabelledFace> All { get; } =
    [
        new("sample1", 0.268, -0.0705, 0.100), new("sample1", 0.816, -0.1538, 0.076), new("sample1", 0.490, -0.0443, 0.092),
        new("sample2", 0.811, -0.2010, 0.103), new("sample2", 0.508, -0.1718, 0.111),
        new("sample3", 0.361, -0.0983, 0.107), new("sample3", 0.620, -0.1515, 0.130), new("sample3", 0.817, -0.1133, 0.108),
        new("sample4", 0.561, -0.2048, 0.104), new("sample4", 0.396, -0.2685, 0.085), new("sample4", 0.171, -0.1988, 0.095),
        new("sample4", 0.715, -0.2235, 0.092),
        new("sample5", 0.448, -0.2378, 0.086), new("sample5", 0.349, -0.0743, 0.101), new("sample5", 0.794, -0.0810, 0.110),
        new("sample5", 0.628, -0.1823, 0.097), new("sample5", 0.240, 0.1800, 0.107),
        new("sample6", 0.650, -0.1463, 0.117), new("sample6", 0.202, -0.0578, 0.109), new("sample6", 0.414, -0.1298, 0.125),
        new("sample6", 0.820, -0.1730, 0.115),
        new("sample2", 0.236, -0.1960, 0.090, IsProfile: true),
    ];
}
