using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Tests of a type stand at the same place under <c>tests/P.Tests</c> as the type under <c>src/P</c>, whether it has a
/// file of its own, stands in the file of its family or is nested. Tests of a family bear the name of its file. A test
/// file whose name belongs to nothing in the project, such as one for a bug, stands where it likes.
/// </summary>
internal sealed class TestPlaces : IRule
{
    private const string Ending = "Tests.cs";

    public IEnumerable<Finding> Check(Tree tree)
    {
        var places = Places(tree).ToLookup(place => place.Subject, place => place.Folder);
        foreach (var test in tree.CSharp.Where(
            file => file.IsUnder("tests") && file.Name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            var folders = places[(test.ProjectFolder, test.Name[..^Ending.Length])];
            if (folders.Any() && !folders.Contains(test.Folder))
            {
                yield return test.Finding(
                    nameof(TestPlaces), 1, $"Its subject stands elsewhere: it belongs in {folders.First()}.");
            }
        }
    }

    /// <summary>Where the tests of each type and each file belong.</summary>
    private static IEnumerable<((string Project, string Name) Subject, string Folder)> Places(Tree tree) =>
        from file in tree.CSharp
        where file.IsUnder("src")
        let project = $"tests/{file.ProjectFolder["src/".Length..]}.Tests"
        from name in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Select(type => type.Identifier.Text)
            .Append(file.Name.Split('.')[0])
            .Distinct()
        select ((project, name), project + file.Folder[file.ProjectFolder.Length..]);
}
