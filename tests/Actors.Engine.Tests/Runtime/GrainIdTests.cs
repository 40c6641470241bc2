using FsCheck;
using FsCheck.Fluent;

namespace Actors.Engine.Tests.Runtime;

public sealed class GrainIdTests
{
    [Fact]
    public void Text_ReadsBackAsTheSameIdentity() => Prop.ForAll<UnicodeString, UnicodeString>((anyType, anyKey) =>
    {
        var type = "t" + Whole(anyType).Replace("/", "", StringComparison.Ordinal); // A slash ends the type.
        var id = GrainId.Create(type, Whole(anyKey));
        var read = GrainId.Parse(id.ToString());
        return read == id && read.GetHashCode() == id.GetHashCode() && read.GetUniformHashCode() == id.GetUniformHashCode()
            && read.Type.ToString() == type && read.Key.ToString() == Whole(anyKey);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Identities_AreEqualWhenTypeAndKeyAre() => Prop.ForAll<NonNull<string>, NonNull<string>>((left, right) =>
        GrainId.Create("t", Whole(left.Get)) == GrainId.Create("t", Whole(right.Get)) == (Whole(left.Get) == Whole(right.Get)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/key")]
    [InlineData("type")]
    public void Text_WithoutATypeIsNoIdentity(string? text)
    {
        Assert.False(GrainId.TryParse(text, out var id));
        Assert.True(id.IsDefault);
    }

    [Fact]
    public void Key_MayHoldSlashes() => Assert.Equal("a/b/", GrainId.Parse("type/a/b/").Key.ToString());

    private static string Whole(UnicodeString any) => Whole(any.Get);

    /// <summary>Without halves of surrogate pairs, which UTF-8 cannot hold.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
