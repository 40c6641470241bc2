using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Calls;

public sealed class GrainInterfaceTests
{
    [Fact]
    public Task UnsupportedMethods_AreNamedWhenTheReferenceIsMade() => Probing.RunAsync((_, silo, _) =>
    {
        Assert.Contains(
            "generic",
            Error<NotSupportedException>(() => silo.Grains.GetGrain<IGenericMethod>("a")),
            StringComparison.Ordinal);
        Assert.Contains(
            "returns Int32",
            Error<NotSupportedException>(() => silo.Grains.GetGrain<ISynchronous>("a")),
            StringComparison.Ordinal);
        Assert.Contains(
            "ref or out",
            Error<NotSupportedException>(() => silo.Grains.GetGrain<IOutParameter>("a")),
            StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Fact]
    public Task InterfaceWithoutAClass_IsNamed() => Probing.RunAsync((_, silo, _) =>
    {
        Assert.Contains(
            nameof(INobody),
            Error<ArgumentException>(() => silo.Grains.GetGrain<INobody>("a")),
            StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Fact]
    public Task InterfaceWithTwoClasses_IsRefusedAsInOrleans() => Probing.RunAsync((_, silo, _) =>
    {
        var error = Error<ArgumentException>(() => silo.Grains.GetGrain<ITwofold>("a"));
        Assert.Contains(nameof(FirstTwofoldGrain), error, StringComparison.Ordinal);
        Assert.Contains(nameof(SecondTwofoldGrain), error, StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Fact]
    public Task Keys_OfAllKindsComeBackAsTheyWere() => Probing.RunAsync(async (_, silo, _) =>
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        Assert.Equal("ü/ß 字", await silo.Grains.GetGrain<ITextKeyed>("ü/ß 字").Key());
        Assert.Equal(long.MinValue, await silo.Grains.GetGrain<INumberKeyed>(long.MinValue).Key());
        Assert.Equal(-1, await silo.Grains.GetGrain<INumberKeyed>(-1).Key());
        Assert.Equal(guid, await silo.Grains.GetGrain<IGuidKeyed>(guid).Key());
    });

    [Fact]
    public Task References_AreEqualWhenTheGrainIs() => Probing.RunAsync(async (_, silo, _) =>
    {
        var reference = silo.Grains.GetGrain<ITextKeyed>("a");
        Assert.Equal(reference, await reference.Self());
        Assert.NotEqual(reference, silo.Grains.GetGrain<ITextKeyed>("b"));
        Assert.Equal(GrainId.Create("keyed", "a"), reference.GetGrainId());
        Assert.Equal("a", await reference.AsReference<ITextKeyed>().Key());
        Assert.Equal("a", await silo.Grains.GetGrain<ITextKeyed>(GrainId.Parse("keyed/a")).Key());
    });

    private static string Error<TException>(Func<object?> code)
        where TException : Exception => Assert.ThrowsAny<TException>(code).Message;

    public interface IGenericMethod : IGrainWithStringKey
    {
        Task Do<T>(T value);
    }

    public interface ISynchronous : IGrainWithStringKey
    {
        int Do();
    }

    public interface IOutParameter : IGrainWithStringKey
    {
        Task Do(out int value);
    }

    public interface INobody : IGrainWithStringKey;

    public interface ITwofold : IGrainWithStringKey;

    public class FirstTwofoldGrain : Grain, ITwofold;

    public class SecondTwofoldGrain : Grain, ITwofold;

    public interface ITextKeyed : IGrainWithStringKey
    {
        Task<string> Key();

        Task<ITextKeyed> Self();
    }

    public interface INumberKeyed : IGrainWithIntegerKey
    {
        Task<long> Key();
    }

    public interface IGuidKeyed : IGrainWithGuidKey
    {
        Task<Guid> Key();
    }

    [GrainType("keyed")]
    public class TextKeyedGrain : Grain, ITextKeyed
    {
        public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

        public Task<ITextKeyed> Self() => Task.FromResult(this.AsReference<ITextKeyed>());
    }

    public class NumberKeyedGrain : Grain, INumberKeyed
    {
        public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
    }

    public class GuidKeyedGrain : Grain, IGuidKeyed
    {
        public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
    }
}
