using System.Collections.Concurrent;

namespace Actors.Tidy.Tests;

/// <summary>Applies every rule of this assembly to this repository.</summary>
public class RepositoryTests
{
    private const string AllowancesPath = "tests/Actors.Tidy.Tests/allowances.txt";

    private static readonly ConcurrentDictionary<Type, List<Finding>> Findings = new();

    public static TheoryData<string> RuleNames => [.. RuleTypes.Select(type => type.Name)];

    private static IEnumerable<Type> RuleTypes => typeof(IRule).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IRule)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IReadOnlyList<Allowance> Allowances => Allowance.Parse(Repository.Tree.Find(AllowancesPath)!.Text);

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_repository_keeps(string ruleName)
    {
        var rule = RuleTypes.Single(type => type.Name == ruleName);
        var allowances = Allowances;

        var broken = Check(rule).Where(finding => !allowances.Any(allowance => allowance.Covers(finding)));

        Assert.True(!broken.Any(), string.Join('\n', broken));
    }

    [Fact]
    public void Every_allowance_is_used()
    {
        var findings = RuleTypes.SelectMany(Check).ToList();

        Assert.DoesNotContain(Allowances, allowance => !findings.Any(allowance.Covers));
    }

    [Fact]
    public void The_tree_was_read()
    {
        Assert.NotNull(Repository.Tree.Find("Actors.sln"));
        Assert.NotEmpty(Repository.Tree.CSharp);
        Assert.NotEmpty(Repository.Tree.Projects);
    }

    private static List<Finding> Check(Type rule) => Findings.GetOrAdd(
        rule, static type => [.. ((IRule)Activator.CreateInstance(type)!).Check(Repository.Tree)]);
}
