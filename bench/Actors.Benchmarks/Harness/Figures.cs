using System.Globalization;

namespace Actors.Benchmarks.Harness;

/// <summary>Writes numbers so that their size is seen and false precision is not.</summary>
internal static class Figures
{
    /// <summary>Three significant figures or all before the point; nothing for NaN.</summary>
    public static string Of(double value) => Math.Abs(value) switch
    {
        double.NaN => "–",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
