using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Engine.Tests.Boundary;

/// <summary>Each rule, shown to fail on a made-up type.</summary>
public class BoundaryRulesTests
{
    [Alias("sound")]
    private interface ISound : IGrainWithStringKey
    {
        [Alias("say")]
        Task<SoundAnswer> Say(SoundQuestion question, CancellationToken token);

        [Alias("count")]
        ValueTask<int> Count(GrainId of, ISound other);
    }

    private interface INoAlias : IGrainWithStringKey;

    [Alias("sound")]
    private interface ISameAlias : IGrainWithStringKey;

    [Alias("a")]
    private interface IMethodWithoutAlias : IGrainWithStringKey
    {
        Task Say();
    }

    [Alias("a")]
    private interface ITwoMethodsOneAlias : IGrainWithStringKey
    {
        [Alias("say")]
        Task Say();

        [Alias("say")]
        Task SayAgain();
    }

    [Alias("a")]
    private interface INotAwaited : IGrainWithStringKey
    {
        [Alias("say")]
        int Say();
    }

    [Alias("a")]
    private interface ICarries<T> : IGrainWithStringKey
    {
        [Alias("say")]
        Task Say(T value);
    }

    [Fact]
    public void Sound_types_pass() => Assert.Empty(BoundaryRules.Check([typeof(ISound), typeof(SoundGrain)]));

    [Theory]
    [InlineData(typeof(INoAlias), "needs an [Alias]")]
    [InlineData(typeof(IMethodWithoutAlias), "Say: a grain method needs an [Alias]")]
    [InlineData(typeof(ITwoMethodsOneAlias), "two methods have the alias say")]
    [InlineData(typeof(INotAwaited), "returns a task")]
    [InlineData(typeof(ICarries<NoSerializer>), "needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<NoTypeAlias>), "needs an [Alias]")]
    [InlineData(typeof(ICarries<NoId>), "Text: needs an [Id]")]
    [InlineData(typeof(ICarries<SameIds>), "Left and Right have the same id 0")]
    [InlineData(typeof(ICarries<Settable>), "Text: can be set")]
    [InlineData(typeof(ICarries<PublicField>), "Text: can be set")]
    [InlineData(typeof(ICarries<HoldsList>), "List`1[System.String]: may be changed")]
    [InlineData(typeof(ICarries<int[]>), "Int32[]: may be changed")]
    [InlineData(typeof(ICarries<ImmutableArray<NoSerializer>>), "needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<HoldsOther>), "NoSerializer: needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<Forgetful>), "comes back from JSON as another value")]
    [InlineData(typeof(ICarries<object>), "Object: may be changed")]
    public void A_broken_rule_is_found(Type grainInterface, string message) =>
        Assert.Contains(BoundaryRules.Check([grainInterface]), found => found.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Two_interfaces_with_one_alias_are_found() => Assert.Contains(
        BoundaryRules.Check([typeof(ISound), typeof(ISameAlias)]),
        found => found.Contains("the same alias sound", StringComparison.Ordinal));

    [Fact]
    public void Two_classes_behind_one_interface_are_found() => Assert.Contains(
        BoundaryRules.Check([typeof(ISound), typeof(SoundGrain), typeof(OtherSoundGrain)]),
        found => found.Contains("GetGrain cannot choose", StringComparison.Ordinal));

    [Fact]
    public void A_descendant_of_what_crosses_is_judged_too() => Assert.Contains(
        BoundaryRules.Check([typeof(ICarries<Ancestor>), typeof(Descendant)]),
        found => found.Contains("Descendant: needs [GenerateSerializer]", StringComparison.Ordinal));

    private class SoundGrain : Grain, ISound
    {
        public Task<SoundAnswer> Say(SoundQuestion question, CancellationToken token) => throw new NotSupportedException();

        public ValueTask<int> Count(GrainId of, ISound other) => throw new NotSupportedException();
    }

    private sealed class OtherSoundGrain : SoundGrain;

    [GenerateSerializer]
    [Alias("sound-question")]
    private sealed record SoundQuestion(
        [property: Id(0)] string Text, [property: Id(1)] SoundKind Kind, [property: Id(2)] DateOnly? Day);

    [GenerateSerializer]
    [Alias("sound-answer")]
    private sealed record SoundAnswer
    {
        [Id(0)]
        public required ImmutableArray<SoundQuestion> Questions { get; init; }

        [Id(1)]
        public required IReadOnlyDictionary<string, int> Counts { get; init; }

        public int Total => Counts.Count;
    }

    [GenerateSerializer]
    [Alias("sound-kind")]
    private enum SoundKind
    {
        Low,
        High,
    }

    [Alias("x")]
    private sealed record NoSerializer;

    [GenerateSerializer]
    private sealed record NoTypeAlias;

    [GenerateSerializer]
    [Alias("x")]
    private sealed record NoId(string Text);

    [GenerateSerializer]
    [Alias("x")]
    private sealed record SameIds([property: Id(0)] string Left, [property: Id(0)] string Right);

    [GenerateSerializer]
    [Alias("x")]
    private sealed record Settable
    {
        [Id(0)]
        public string? Text { get; set; }
    }

    [GenerateSerializer]
    [Alias("x")]
    private sealed class PublicField
    {
        [Id(0)]
        public string? Text = "x";
    }

    [GenerateSerializer]
    [Alias("x")]
    private sealed record HoldsList([property: Id(0)] List<string> Texts);

    [GenerateSerializer]
    [Alias("x")]
    private sealed record HoldsOther([property: Id(0)] NoSerializer Other);

    [GenerateSerializer]
    [Alias("x")]
    private sealed record Forgetful([property: Id(0)] string Text)
    {
        [Id(1)]
        [JsonIgnore]
        public int Hidden { get; init; }
    }

    [GenerateSerializer]
    [Alias("x")]
    private abstract record Ancestor;

    private sealed record Descendant : Ancestor;
}
