namespace Actors.Tidy.Tests.Rules;

public class OneTypePerFileTests
{
    [Theory]
    [InlineData("A.cs", "class A;")]
    [InlineData("A.cs", "namespace N; record A(int X) { enum B { C } } file class D;")]
    [InlineData("A.Log.cs", "partial class A;")]
    [InlineData("A.cs", "interface A<T>;")]
    [InlineData("AOfT.cs", "interface A<T>;")]
    [InlineData("A.cs", "delegate void A();")]
    [InlineData("AOptions.cs", "class AOptions; class AOptionsValidator;")]
    [InlineData("Program.cs", "System.Console.WriteLine();")]
    public void It_accepts(string name, string text) => Assert.Empty(new OneTypePerFile().Check(Tree.Of(("src/" + name, text))));

    [Theory]
    [InlineData("A.cs", "class A; class B;")]
    [InlineData("A.cs", "namespace N { class A; enum B { C } }")]
    [InlineData("A.cs", "class A; class AValidator;")]
    [InlineData("AOptions.cs", "class AOptions; class BValidator;")]
    [InlineData("B.cs", "class A;")]
    [InlineData("AOfT.cs", "interface A;")]
    public void It_finds(string name, string text) => Assert.Single(new OneTypePerFile().Check(Tree.Of(("src/" + name, text))));
}
