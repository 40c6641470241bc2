using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Calls that hide a clock, a random source or a blocked thread. Read from syntax alone: what a name is bound to is
/// guessed from its spelling and from declarations in the same file.
/// </summary>
internal sealed class BannedCalls : IRule
{
    private static readonly string[] Seeded = ["tests", "bench"];

    public IEnumerable<Finding> Check(Tree tree) => tree.CSharp.SelectMany(Check);

    private static IEnumerable<Finding> Check(TreeFile file)
    {
        var tasks = TaskNames(file.Syntax);
        foreach (var node in file.Syntax.DescendantNodes())
        {
            var (rule, message) = node switch
            {
                MemberAccessExpressionSyntax access => CheckAccess(file, access, tasks),
                InvocationExpressionSyntax call => CheckCall(call),
                BaseObjectCreationExpressionSyntax creation => CheckCreation(file, creation),
                _ => default,
            };
            if (rule is not null)
            {
                yield return file.Finding(rule, node, message);
            }
        }
    }

    private static (string? Rule, string Message) CheckAccess(
        TreeFile file, MemberAccessExpressionSyntax access, HashSet<string> tasks)
    {
        return (LastName(access.Expression), access.Name.Identifier.Text) switch
        {
            ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") =>
                ("DateTime.Now", "Ask a TimeProvider for the time."),
            ("Thread", "Sleep") => ("Thread.Sleep", "Wait for what is expected, by a TimeProvider."),
            ("Random", "Shared") when !file.IsUnder(Seeded) => ("Random.Shared", "Take a random source by constructor."),
            (_, "Result") when IsTask(access.Expression, tasks) => ("Task.Result", "Await the task."),
            (_, "GetResult") when IsAwaiter(access.Expression) => ("GetResult", "Await the task."),
            _ => default,
        };
    }

    private static (string? Rule, string Message) CheckCall(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
        {
            return default;
        }

        return (LastName(access.Expression), access.Name.Identifier.Text) switch
        {
            ("Task", "Delay") when !IsForever(call.ArgumentList) && !NamesAClock(call.ArgumentList) =>
                ("Task.Delay", "Give it a TimeProvider."),
            ("Monitor", "Wait") => default,
            (_, "Wait") => ("Task.Wait", "Await instead of blocking the thread."),
            _ => default,
        };
    }

    private static (string? Rule, string Message) CheckCreation(TreeFile file, BaseObjectCreationExpressionSyntax creation) =>
        CreatedType(creation) switch
        {
            "Random" when !file.IsUnder(Seeded) => ("new-Random", "Take a random source by constructor."),
            "PeriodicTimer" when !NamesAClock(creation.ArgumentList) => ("new-PeriodicTimer", "Give it a TimeProvider."),
            "CancellationTokenSource" when file.IsUnder("src") && creation.ArgumentList?.Arguments.Count > 0
                && !NamesAClock(creation.ArgumentList) => ("new-CancellationTokenSource", "Give the time-out a TimeProvider."),
            _ => default,
        };

    private static string? CreatedType(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => LastName(named.Type),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax field } } } =>
            LastName(field.Type),
        { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => LastName(property.Type),
        _ => null,
    };

    private static string? LastName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        NullableTypeSyntax nullable => LastName(nullable.ElementType),
        _ => null,
    };

    private static bool IsForever(ArgumentListSyntax arguments) =>
        arguments.Arguments is [{ Expression: var time }, ..]
            && time.ToString() is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan";

    private static bool NamesAClock(ArgumentListSyntax? arguments) => arguments is not null && arguments.Arguments
        .Select(argument => argument.ToString())
        .Any(text => text.Contains("time", StringComparison.OrdinalIgnoreCase)
            && text.Contains("provider", StringComparison.OrdinalIgnoreCase)
            || text.Contains("clock", StringComparison.OrdinalIgnoreCase) || LooksLikeTime(text));

    /// <summary>
    /// The usual names of a <see cref="TimeProvider"/>: <c>time</c>, <c>_time</c>, <c>wallTime</c>; not
    /// <c>timeout</c>.
    /// </summary>
    private static bool LooksLikeTime(string text) =>
        text is "time" or "_time" || text.EndsWith("Time", StringComparison.Ordinal);

    private static bool IsAwaiter(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" },
        };

    private static bool IsTask(ExpressionSyntax expression, HashSet<string> tasks) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsTask(inner.Expression, tasks),
        InvocationExpressionSyntax => true,
        _ => LastName(expression) is { } name
            && (name.EndsWith("task", StringComparison.OrdinalIgnoreCase) || tasks.Contains(name)),
    };

    /// <summary>Variables, parameters, fields and properties of the file that are declared as tasks.</summary>
    private static HashSet<string> TaskNames(SyntaxNode root) =>
    [
        .. root.DescendantNodes().OfType<VariableDeclarationSyntax>().Where(node => IsTaskType(node.Type))
            .SelectMany(node => node.Variables).Select(variable => variable.Identifier.Text),
        .. root.DescendantNodes().OfType<ParameterSyntax>().Where(node => IsTaskType(node.Type))
            .Select(node => node.Identifier.Text),
        .. root.DescendantNodes().OfType<PropertyDeclarationSyntax>().Where(node => IsTaskType(node.Type))
            .Select(node => node.Identifier.Text),
    ];

    private static bool IsTaskType(TypeSyntax? type) => type is not null && LastName(type) is "Task" or "ValueTask";
}
