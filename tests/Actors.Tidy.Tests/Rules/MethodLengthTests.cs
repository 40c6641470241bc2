namespace Actors.Tidy.Tests.Rules;

public class MethodLengthTests
{
    [Theory]
    [InlineData("void M() {", 70, false)]
    [InlineData("void M() {", 71, true)]
    [InlineData("C() {", 71, true)]
    [InlineData("int P { get {", 71, true)]
    [InlineData("void M() => L(() => {", 71, true)]
    public void It_finds_what_is_too_long(string start, int lines, bool found)
    {
        var end = start.StartsWith("int", StringComparison.Ordinal)
            ? "} }"
            : start.Contains("=>", StringComparison.Ordinal) ? "});" : "}";
        var text = $"class C(int x) {{\n{start}{new string('\n', lines - 1)}{end}\nint[] a = [1, ..b];\n}}";

        Assert.Equal(found, new MethodLength().Check(Tree.Of(("src/C.cs", text))).Any());
    }
}
