namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// No two sibling folders of a project under <c>src</c> refer to each other. Grain interfaces may be named from
/// everywhere, because grains call each other; folders named <c>Native</c> do not count. A circle is reported at both
/// folders as one path, such as <c>src/Actors.Domain/{Calls,Stays}</c>, which is also what an allowance names.
/// </summary>
internal sealed class FolderCircles : IRule
{
    public IEnumerable<Finding> Check(Tree tree) => tree.CSharp
        .Where(file => file.IsUnder("src"))
        .GroupBy(file => file.ProjectFolder)
        .SelectMany(project => Check([.. project]));

    private static IEnumerable<Finding> Check(IReadOnlyList<TreeFile> project)
    {
        var examples = new Dictionary<(string Parent, string From, string To), Reference>();
        foreach (var reference in FolderReferences.Of(project).Where(reference => !IsExcepted(reference)))
        {
            if (Siblings(reference.From.Folder, reference.To.Folder) is { } pair)
            {
                examples.TryAdd(pair, reference);
            }
        }

        return
            from example in examples
            let pair = example.Key
            where string.CompareOrdinal(pair.From, pair.To) < 0
            let back = examples.GetValueOrDefault((pair.Parent, pair.To, pair.From))
            where back is not null
            select new Finding(
                nameof(FolderCircles), $"{pair.Parent}/{{{pair.From},{pair.To}}}", 1,
                $"Refer to each other: {Words(example.Value)}; {Words(back)}.");
    }

    private static bool IsExcepted(Reference reference) =>
        IsNative(reference.From) || IsNative(reference.To)
        || (reference.To.Name.StartsWith('I') && reference.To.Name.EndsWith("Grain.cs", StringComparison.Ordinal));

    private static bool IsNative(TreeFile file) => file.Folder.Split('/').Contains("Native");

    /// <summary>The two folders in which the paths part, and their parent; null if one holds the other.</summary>
    private static (string Parent, string From, string To)? Siblings(string from, string to)
    {
        var (left, right) = (from.Split('/'), to.Split('/'));
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return same < left.Length && same < right.Length
            ? (string.Join('/', left.Take(same)), left[same], right[same])
            : null;
    }

    private static string Words(Reference reference) =>
        $"{reference.From.Path}:{reference.Line} names {reference.Name} of {reference.To.Path}";
}
