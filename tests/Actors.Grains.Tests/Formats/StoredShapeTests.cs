using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Grains.Formats;

namespace Actors.Grains.Tests.Formats;

public sealed partial class StoredShapeTests
{
    [Fact]
    public void A_property_without_a_stored_name_is_refused()
    {
        var options = StoredJson.OptionsFor(Context.Default, new StoredShape(typeof(Sample)).Name("a", nameof(Sample.First)));
        var exception = Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Sample(), options));
        Assert.Contains("Second", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_property_is_refused()
    {
        var options = StoredJson.OptionsFor(Context.Default, new StoredShape(typeof(Sample)).Name("a", "Third").KeepOthers());
        var exception = Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Sample(), options));
        Assert.Contains("Third", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_that_are_skipped_or_only_read_are_not_stored()
    {
        var shape = new StoredShape(typeof(Sample)).NameUnlessDefault("a", nameof(Sample.First)).Skip(nameof(Sample.Second));
        var options = StoredJson.OptionsFor(Context.Default, shape);
        Assert.Equal("{}", JsonSerializer.Serialize(new Sample { Second = 2 }, options));
        Assert.Equal("""{"a":1}""", JsonSerializer.Serialize(new Sample { First = 1, Second = 2 }, options));
    }

    private sealed record Sample
    {
        public int First { get; init; }

        public int Second { get; init; }

        public int Sum => First + Second;
    }

    [JsonSerializable(typeof(Sample))]
    private sealed partial class Context : JsonSerializerContext;
}
