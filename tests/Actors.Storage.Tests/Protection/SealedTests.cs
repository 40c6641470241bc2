using System.Text.Json;
using Actors.Storage.Protection;

namespace Actors.Storage.Tests.Protection;

public sealed class SealedTests
{
    [Fact]
    public void A_sealed_value_goes_through_JSON_as_text()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var value = key.SealText("content", SealPurpose.Note);
        var json = JsonSerializer.Serialize(value);

        Assert.Equal($"\"{value.ToBase64Url()}\"", json);
        Assert.Equal(value, JsonSerializer.Deserialize<Sealed>(json));
    }

    [Fact]
    public void Nothing_sealed_is_null_in_JSON()
    {
        Assert.Equal("null", JsonSerializer.Serialize(default(Sealed)));
        Assert.True(JsonSerializer.Deserialize<Sealed>("null").IsEmpty);
    }

    [Theory]
    [InlineData("\"not base64url!\"")]
    [InlineData("7")]
    [InlineData("{}")]
    public void Other_JSON_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sealed>(json));

    [Fact]
    public void The_stored_form_cannot_be_changed_from_outside()
    {
        var bytes = new byte[40];
        var value = Sealed.FromBytes(bytes);
        bytes[0] = 9;
        Assert.Equal(0, value.Bytes.Span[0]);
    }

    [Fact]
    public void Its_text_shows_neither_content_nor_ciphertext()
    {
        using var key = LooseKeys.Create(RecordId.New());
        Assert.Equal("sealed, 36 bytes", $"{key.SealText("content", SealPurpose.Note)}");
        Assert.Equal("nothing sealed", $"{default(Sealed)}");
    }

    [Fact]
    public void Equality_goes_by_content()
    {
        var value = Sealed.FromBytes([1, 2, 3]);
        Assert.True(value == Sealed.FromBytes([1, 2, 3]));
        Assert.Equal(value.GetHashCode(), Sealed.FromBytes([1, 2, 3]).GetHashCode());
        Assert.True(value != Sealed.FromBytes([1, 2, 4]));
    }

    [Theory]
    [InlineData(typeof(Sealed))]
    [InlineData(typeof(RecordId))]
    public void Types_that_states_carry_are_marked_for_serialization(Type type)
    {
        Assert.NotNull(Attribute.GetCustomAttribute(type, typeof(GenerateSerializerAttribute)));
        Assert.NotNull(Attribute.GetCustomAttribute(type, typeof(AliasAttribute)));
        Assert.NotNull(Attribute.GetCustomAttribute(type, typeof(ImmutableAttribute)));
        Assert.Contains(type.GetProperties(), property => Attribute.IsDefined(property, typeof(IdAttribute)));
    }

    [Fact]
    public void A_record_id_goes_through_text_and_JSON()
    {
        var record = RecordId.New();
        Assert.Equal(record, RecordId.Parse(record.ToString()));
        Assert.Equal(record, JsonSerializer.Deserialize<RecordId>(JsonSerializer.Serialize(record)));
        var map = new Dictionary<RecordId, int> { [record] = 7 };
        Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<RecordId, int>>(JsonSerializer.Serialize(map)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("{0123456789abcdef0123456789abcdef}")]
    public void Other_text_is_no_record_id(string text)
    {
        Assert.Throws<FormatException>(() => RecordId.Parse(text));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordId>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void A_default_record_id_seals_nothing() =>
        Assert.Throws<InvalidOperationException>(() => LooseKeys.Create(default).SealText("x", SealPurpose.Note));
}
