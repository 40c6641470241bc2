using System.Reflection;

namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// Holds the public surface of the embedded engine against that of Orleans, so that what compiles against one compiles
/// against the other. Four assemblies of Orleans are read as files; what they lack is written down in <c>Transcribed</c>.
/// </summary>
public class SignatureTests
{
    private const string Version = "10.4.2";

    private static readonly string[] Packages =
    [
        "Orleans.Core.Abstractions", "Orleans.Clustering.AdoNet", "Orleans.Persistence.AdoNet", "Orleans.Reminders.AdoNet",
    ];

    [Theory]
    [InlineData("Actors.Engine.Abstractions")]
    [InlineData("Actors.Engine")]
    public void The_engine_has_nothing_that_Orleans_has_not(string assembly)
    {
        var ours = MetadataSurface.Read(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

        var extra = new SurfaceComparison(Orleans()).Extra(ours).ToList();

        Assert.True(extra.Count == 0, string.Join('\n', extra));
    }

    [Fact]
    public void The_surface_of_Orleans_was_read()
    {
        var types = Orleans().Select(type => type.FullName).ToHashSet();

        Assert.Superset(new HashSet<string> { "Orleans.Grain", "Orleans.Runtime.IPersistentState<TState>" }, types);
        Assert.NotEmpty(MetadataSurface.Read(Path.Combine(AppContext.BaseDirectory, "Actors.Engine.Abstractions.dll")));
    }

    private static IEnumerable<SurfaceType> Orleans() =>
        Packages.SelectMany(package => MetadataSurface.Read(PathOf(package))).Concat(Transcribed());

    private static string PathOf(string package)
    {
        var root = typeof(SignatureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "NuGetPackageRoot").Value!;
        return Path.Combine(root, $"Microsoft.{package}".ToLowerInvariant(), Version, "lib", "net10.0", package + ".dll");
    }

    private static IEnumerable<SurfaceType> Transcribed()
    {
        var assembly = typeof(SignatureTests).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Transcribed/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var type in TranscribedSurface.Parse(reader.ReadToEnd()))
            {
                yield return type;
            }
        }
    }
}
