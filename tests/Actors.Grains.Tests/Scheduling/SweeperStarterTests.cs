using Actors.Grains.Scheduling;
using Actors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Grains.Tests.Scheduling;

public sealed class SweeperStarterTests
{
    [Fact]
    public async Task Sweepers_are_started_and_told_when_the_speed_changes()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var wall = new TestTimeProvider();
        var clock = new ProgrammeClock(wall, wall.GetUtcNow(), 1_440);
        using var grains = new StartCount();
        using var starter = new SweeperStarter(grains, wall, clock, NullLogger<SweeperStarter>.Instance);
        await starter.StartAsync(cancelled);
        await grains.WaitForAllAsync(cancelled);
        clock.SetSpeed(1);
        await grains.WaitForAllAsync(cancelled);
        await starter.StopAsync(cancelled);
        clock.SetSpeed(2);
        Assert.Equal(2 * Domain.Limits.DuePartitions, grains.Starts);
    }

    /// <summary>Grains that are all sweepers, and count how often they are started.</summary>
    private sealed class StartCount : IGrainFactory, ISweeperGrain, IDisposable
    {
        private readonly SemaphoreSlim _started = new(0);
        private int _starts;

        public int Starts => Volatile.Read(ref _starts);

        public async Task WaitForAllAsync(CancellationToken cancelled)
        {
            for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
            {
                await _started.WaitAsync(cancelled);
            }
        }

        public void Dispose() => _started.Dispose();

        public Task StartAsync()
        {
            Interlocked.Increment(ref _starts);
            _started.Release();
            return Task.CompletedTask;
        }

        public Task<int> SweepAsync() => throw new NotSupportedException();

        public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithIntegerKey => (TGrainInterface)(object)this;

        public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

        public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey => throw new NotSupportedException();

        public TGrainInterface GetGrain<TGrainInterface>(
            Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

        public TGrainInterface GetGrain<TGrainInterface>(
            long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

        public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
            where TGrainInterface : IAddressable => throw new NotSupportedException();

        public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

        public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

        public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

        public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

        public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

        public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
            throw new NotSupportedException();

        public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
            throw new NotSupportedException();

        public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

        public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
            throw new NotSupportedException();

        public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

        public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();
    }
}
