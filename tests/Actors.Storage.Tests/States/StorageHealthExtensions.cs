using Actors.Storage.Health;

namespace Actors.Storage.Tests.States;

/// <summary>Waiting for health without sleeping.</summary>
internal static class StorageHealthExtensions
{
    /// <summary>Ends when storage is in that state.</summary>
    public static async Task WaitForAsync(this StorageHealth health, StorageState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void OnChanged(object? sender, EventArgs e) => changed.TrySetResult();
            health.Changed += OnChanged;
            try
            {
                if (health.Status.State == state)
                {
                    return;
                }

                await changed.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                health.Changed -= OnChanged;
            }
        }
    }

    /// <summary>Lets pauses between attempts pass until storage is available.</summary>
    public static Task RecoverAsync(this StorageUnderTest storage, CancellationToken cancellationToken) =>
        storage.DriveAsync(storage.Health.WaitForAsync(StorageState.Available, cancellationToken), cancellationToken);

    /// <summary>Lets pauses between attempts pass until the work is over.</summary>
    public static async Task DriveAsync(this StorageUnderTest storage, Task work, CancellationToken cancellationToken)
    {
        while (!work.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            storage.Time.Advance(Limits.LongestPause);
            await Task.Yield();
        }

        await work;
    }
}
