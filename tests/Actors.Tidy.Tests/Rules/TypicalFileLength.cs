namespace Actors.Tidy.Tests.Rules;

/// <summary>Half of the files under <c>src</c> have at most 120 lines, nine of ten at most 250.</summary>
internal sealed class TypicalFileLength : IRule
{
    public const int Median = 120;
    public const int NinthDecile = 250;

    public IEnumerable<Finding> Check(Tree tree)
    {
        var lengths = tree.Files
            .Where(file => file.IsUnder("src") && file.Extension is ".cs" or ".ts" or ".tsx")
            .Select(file => file.Lines.Length)
            .Order()
            .ToList();
        if (lengths.Count == 0)
        {
            yield break;
        }

        if (At(0.5) > Median)
        {
            yield return new(nameof(TypicalFileLength), "src", At(0.5), $"The median file is longer than {Median} lines.");
        }

        if (At(0.9) > NinthDecile)
        {
            yield return new(nameof(TypicalFileLength), "src", At(0.9), $"One file in ten is longer than {NinthDecile} lines.");
        }

        int At(double part) => lengths[(int)Math.Ceiling(part * lengths.Count) - 1];
    }
}
