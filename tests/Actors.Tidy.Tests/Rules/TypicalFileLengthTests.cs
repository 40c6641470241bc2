namespace Actors.Tidy.Tests.Rules;

public class TypicalFileLengthTests
{
    [Theory]
    [InlineData(120, 250, 0)]
    [InlineData(121, 121, 1)]
    [InlineData(10, 251, 1)]
    [InlineData(121, 251, 2)]
    public void It_looks_at_the_median_and_the_ninth_decile(int most, int twoOfTen, int findings)
    {
        var lengths = Enumerable.Repeat(most, 8).Append(twoOfTen).Append(twoOfTen);
        var tree = new Tree(
            lengths.Select((length, index) => new TreeFile($"src/F{index}.cs", new string('\n', length - 1) + "x")));

        Assert.Equal(findings, new TypicalFileLength().Check(tree).Count());
    }
}
