namespace Actors.Tidy.Tests.Rules;

public class BannedSymbolsTests
{
    [Theory]
    [InlineData("P:System.DateTime.UtcNow;Ask.\n// Comment\n\nT:System.Threading.Timer", 0)]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32);Wait.\nM:System.Threading.Thread.Sleep(System.Int16);Wait.", 2)]
    [InlineData("P:System.DateTime.UtcNoe;Ask.", 1)]
    public void Each_line_of_the_list_names_a_symbol(string text, int line) =>
        Assert.Equal(line, Check("BannedSymbols.Source.txt", text).SingleOrDefault()?.Line ?? 0);

    [Theory]
    [InlineData("class A {\n#pragma warning disable RS0030\n}", true)]
    [InlineData("[SuppressMessage(\"Usage\", \"RS0030\")] class A;", true)]
    [InlineData("class A {\n#pragma warning disable CA2100\n}", false)]
    [InlineData("class A; // RS0030", false)]
    public void A_suppression_needs_an_allowance(string text, bool found) => Assert.Equal(found, Check("src/A.cs", text).Any());

    private static IEnumerable<Finding> Check(string path, string text) => new BannedSymbols().Check(Tree.Of((path, text)));
}
