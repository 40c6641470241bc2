namespace Actors.Engine.Tests.Signatures;

public class MetadataSurfaceTests
{
    [Fact]
    public void It_writes_what_was_declared()
    {
        var type = MetadataSurface.Read(typeof(MetadataSurfaceTests).Assembly.Location)
            .Single(type => type.Name.StartsWith("Specimen<", StringComparison.Ordinal));

        Assert.Equal("Actors.Engine.Tests.Signatures.Specimen<TKey, TValue>", type.FullName);
        Assert.Equal(
            "public abstract class Specimen<TKey, TValue> where TKey : struct where TValue : class, IAddressable, new()",
            type.Declaration);
        Assert.Superset(new HashSet<string> { "List<TValue>", "IDisposable" }, new HashSet<string>(type.Bases));
        Assert.Equal(["GenerateSerializer"], type.Attributes);
        Assert.Equal(
            new[]
            {
                "protected Specimen(int number = 3, string? text = null, TimeSpan wait = default, TimeSpan? longest = null);",
                "public abstract Task<TValue> FindAsync(in TKey key, out string? found, params string[] parts);",
                "public const string Name = \"specimen\";",
                "public event EventHandler Changed;",
                "public int Count2 { get; protected set; }",
                "public required IReadOnlyDictionary<string, List<string?>?> Map { get; init; }",
                "public static readonly TimeSpan Age;",
                "public string? Text;",
                "public virtual ValueTuple<int, string?[]>? Pair<T>(Func<T, TKey?> choose);",
                "public void Dispose();",
            },
            type.Members.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_spells_out_the_usage_of_attributes()
    {
        var type = MetadataSurface.Read(typeof(ImmutableAttribute).Assembly.Location)
            .Single(type => type.FullName == "Orleans.ImmutableAttribute");

        Assert.Equal(
            "AttributeUsage(Class, Struct, Property, Field, Parameter, ReturnValue, AllowMultiple = False, Inherited = False)",
            Assert.Single(type.Attributes));
    }
}
