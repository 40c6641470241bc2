using System.Reflection;
using Actors.Domain.Protection;

namespace Actors.Domain.Tests.Protection;

public sealed class SealedTests
{
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
        Assert.Equal("sealed, 36 bytes", $"{Sealed.FromBytes(new byte[36])}");
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
        Assert.Contains(
            type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            member => Attribute.IsDefined(member, typeof(IdAttribute)));
    }
}
