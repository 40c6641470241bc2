namespace Actors.Tidy.Tests.Rules;

public class BannedSyntaxTests
{
    [Theory]
    [InlineData("[DllImport(\"c\")] static extern int M();", "DllImport")]
    [InlineData("[System.Runtime.InteropServices.DllImportAttribute(\"c\")] static extern int M();", "DllImport")]
    [InlineData("IntPtr _p;", "IntPtr")]
    [InlineData("void M(nint p) { }", "IntPtr")]
    [InlineData("\n#region X\n#endregion\n", "region")]
    [InlineData("[Fact(Skip = \"later\")] void M() { }", "Skip")]
    [InlineData("[Theory(Skip = \"later\")] void M() { }", "Skip")]
    public void It_finds(string member, string rule) => Assert.Equal(rule, Assert.Single(Check("src/A/B.cs", member)).Rule);

    [Theory]
    [InlineData("src/A/B.cs", "[LibraryImport(\"c\")] static partial int M();")]
    [InlineData("src/A/Native/B.cs", "IntPtr _p; nint _q;")]
    [InlineData("tests/A/B.cs", "[Fact(Skip = \"needs PostgreSQL\", SkipUnless = nameof(X))] void M() { }")]
    public void It_accepts(string path, string member) => Assert.Empty(Check(path, member));

    private static IEnumerable<Finding> Check(string path, string member) =>
        new BannedSyntax().Check(Tree.Of((path, $"partial class B {{ {member} }}")));
}
