namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Tests of a type stand at the same place under <c>tests/P.Tests</c> as the type under <c>src/P</c>. A test file whose
/// name belongs to no type of the project, such as one for a bug, stands where it likes.
/// </summary>
internal sealed class TestPlaces : IRule
{
    private const string Ending = "Tests.cs";

    public IEnumerable<Finding> Check(Tree tree)
    {
        foreach (var test in tree.CSharp.Where(
            file => file.IsUnder("tests") && file.Name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            if (test.Path.Split('/') is not [_, var project, ..] || !project.EndsWith(".Tests", StringComparison.Ordinal))
            {
                continue;
            }

            var source = "src/" + project[..^".Tests".Length];
            var subject = test.Name[..^Ending.Length] + ".cs";
            var folders = tree.CSharp.Where(file => file.IsUnder(source) && file.Name == subject)
                .Select(file => "tests/" + project + file.Folder[source.Length..])
                .ToList();
            if (folders.Count > 0 && !folders.Contains(test.Folder))
            {
                yield return test.Finding(nameof(TestPlaces), 1, $"Its subject stands elsewhere: it belongs in {folders[0]}.");
            }
        }
    }
}
