namespace Actors.Tidy.Tests;

/// <summary>One place where a rule is broken. <paramref name="Rule"/> is what an allowance has to name.</summary>
internal sealed record Finding(string Rule, string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line}: {Message} [{Rule}]";
}
