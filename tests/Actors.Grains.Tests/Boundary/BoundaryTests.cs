using System.Reflection;

namespace Actors.Grains.Tests.Boundary;

/// <summary>Applies the boundary rules to the grains of the platform.</summary>
public class BoundaryTests
{
    [Fact]
    public void What_crosses_a_grain_boundary_keeps_the_rules()
    {
        var broken = BoundaryRules.Check(Assemblies().SelectMany(assembly => assembly.GetTypes())).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void The_assembly_of_the_grains_is_looked_into() =>
        Assert.Contains("Actors.Grains", Assemblies().Select(assembly => assembly.GetName().Name));

    /// <summary>Everything of ours beside the tests. The grains of tests are not sent between versions.</summary>
    private static IEnumerable<Assembly> Assemblies() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Actors.*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => !name.StartsWith("Actors.Test", StringComparison.Ordinal)
            && !name.EndsWith(".Tests", StringComparison.Ordinal))
        .Select(Assembly.Load);
}
