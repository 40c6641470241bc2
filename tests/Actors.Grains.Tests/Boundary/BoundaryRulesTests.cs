using System.Collections.Immutable;

namespace Actors.Grains.Tests.Boundary;

/// <summary>Each rule, shown to fail on a made-up type.</summary>
public class BoundaryRulesTests
{
    [Alias("sound")]
    internal interface ISound : IGrainWithStringKey
    {
        [Alias("say")]
        Task<SoundAnswer> Say(SoundQuestion question, CancellationToken token);

        [Alias("count")]
        ValueTask<int> Count(GrainId of, ISound other);
    }

    internal interface INoAlias : IGrainWithStringKey;

    [Alias("test.1")]
    internal interface IMethodWithoutAlias : IGrainWithStringKey
    {
        Task Say();
    }

    [Alias("test.2")]
    internal interface ICarries<T> : IGrainWithStringKey
    {
        [Alias("say")]
        Task Say(T value);
    }

    [Fact]
    public void Sound_types_pass() => Assert.Empty(BoundaryRules.Check([typeof(ISound), typeof(SoundGrain)]));

    [Theory]
    [InlineData(typeof(INoAlias), "needs an [Alias]")]
    [InlineData(typeof(IMethodWithoutAlias), "Say: a grain method needs an [Alias]")]
    [InlineData(typeof(ICarries<NoSerializer>), "needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<NoTypeAlias>), "needs an [Alias]")]
    [InlineData(typeof(ICarries<NoId>), "Text: needs an [Id]")]
    [InlineData(typeof(ICarries<Settable>), "Text: can be set")]
    [InlineData(typeof(ICarries<PublicField>), "Text: can be set")]
    [InlineData(typeof(ICarries<HoldsList>), "List`1[System.String]: may be changed")]
    [InlineData(typeof(ICarries<int[]>), "Int32[]: may be changed")]
    [InlineData(typeof(ICarries<ImmutableArray<NoSerializer>>), "needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<HoldsOther>), "NoSerializer: needs [GenerateSerializer]")]
    [InlineData(typeof(ICarries<Forgetful>), "comes back as another value")]
    [InlineData(typeof(ICarries<object>), "Object: may be changed")]
    public void A_broken_rule_is_found(Type grainInterface, string message) =>
        Assert.Contains(BoundaryRules.Check([grainInterface]), found => found.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Two_interfaces_with_one_alias_are_found() => Assert.Contains(
        BoundaryRules.Check([typeof(ISound), typeof(ISound)]),
        found => found.Contains("the same alias sound", StringComparison.Ordinal));

    [Fact]
    public void Two_classes_behind_one_interface_are_found() => Assert.Contains(
        BoundaryRules.Check([typeof(ISound), typeof(SoundGrain), typeof(OtherSoundGrain)]),
        found => found.Contains("GetGrain cannot choose", StringComparison.Ordinal));

    [Fact]
    public void A_descendant_of_what_crosses_is_judged_too() => Assert.Contains(
        BoundaryRules.Check([typeof(ICarries<Ancestor>), typeof(Descendant)]),
        found => found.Contains("Descendant: needs [GenerateSerializer]", StringComparison.Ordinal));

    internal class SoundGrain : Grain, ISound
    {
        public Task<SoundAnswer> Say(SoundQuestion question, CancellationToken token) => throw new NotSupportedException();

        public ValueTask<int> Count(GrainId of, ISound other) => throw new NotSupportedException();
    }

    internal sealed class OtherSoundGrain : SoundGrain;

    [GenerateSerializer]
    [Alias("sound-question")]
    internal sealed record SoundQuestion(
        [property: Id(0)] string Text, [property: Id(1)] SoundKind Kind, [property: Id(2)] DateOnly? Day);

    [GenerateSerializer]
    [Alias("sound-answer")]
    internal sealed record SoundAnswer
    {
        [Id(0)]
        public required ImmutableArray<SoundQuestion> Questions { get; init; }

        [Id(1)]
        public required IReadOnlyDictionary<string, int> Counts { get; init; }

        public int Total => Counts.Count;
    }

    [GenerateSerializer]
    [Alias("sound-kind")]
    internal enum SoundKind
    {
        Low,
        High,
    }

    [Alias("test.3")]
    internal sealed record NoSerializer;

    [GenerateSerializer]
    internal sealed record NoTypeAlias;

    [GenerateSerializer]
    [Alias("test.4")]
    internal sealed record NoId(string Text);

    [GenerateSerializer]
    [Alias("test.6")]
    internal sealed record Settable
    {
        [Id(0)]
        public string? Text { get; set; }
    }

    [GenerateSerializer]
    [Alias("test.7")]
    internal sealed class PublicField
    {
        [Id(0)]
        public string? Text = "x";
    }

    [GenerateSerializer]
    [Alias("test.8")]
    internal sealed record HoldsList([property: Id(0)] List<string> Texts);

    [GenerateSerializer]
    [Alias("test.9")]
    internal sealed record HoldsOther([property: Id(0)] NoSerializer Other);

    [GenerateSerializer]
    [Alias("test.10")]
    internal sealed record Forgetful
    {
        [Id(0)]
        public string Text { get => field + "!"; init; } = "";
    }

    [GenerateSerializer]
    [Alias("test.11")]
    internal abstract record Ancestor;

    internal sealed record Descendant : Ancestor;
}
