using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Activations;

public sealed class FailedActivationTests
{
    [Fact]
    public Task Constructor_ThatThrowsAnswersWithItsOwnException() => Probing.RunAsync(async (_, silo, _) =>
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => silo.Grains.GetGrain<IUnbuildable>("a").Touch());
        Assert.Equal("It cannot be built.", error.Message);
    });

    [Fact]
    public Task Grain_ThatCouldNotBeActivatedIsDisposed() => Probing.RunAsync(async (_, silo, gates) =>
    {
        await Assert.ThrowsAsync<IOException>(() => silo.Grains.GetGrain<IUnready>("a").Touch());
        Assert.Equal("disposed", gates.Log);
    });

    public interface IUnbuildable : IGrainWithStringKey
    {
        Task Touch();
    }

    public interface IUnready : IGrainWithStringKey
    {
        Task Touch();
    }

    public class UnbuildableGrain : Grain, IUnbuildable
    {
        public UnbuildableGrain() => throw new InvalidOperationException("It cannot be built.");

        public Task Touch() => Task.CompletedTask;
    }

    public sealed class UnreadyGrain(Gates gates) : Grain, IUnready, IDisposable
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task Touch() => Task.CompletedTask;

        public void Dispose() => gates.Note("disposed");
    }
}
