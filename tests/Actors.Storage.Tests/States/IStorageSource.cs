namespace Actors.Storage.Tests.States;

/// <summary>Starts grain storage of one kind for a conformance suite.</summary>
internal interface IStorageSource : IAsyncDisposable
{
    /// <summary>Grain storage on the one backend of the source: each call is another process on the same data.</summary>
    /// <param name="token">The fencing token it holds; null: fencing is off.</param>
    Task<StorageUnderTest> StartAsync(long? token = null);

    /// <summary>Another process takes over; gives its token.</summary>
    Task<long> TakeOverAsync();

    /// <summary>Flips one bit in the stored payload of a state.</summary>
    Task FlipBitAsync(string key);
}
