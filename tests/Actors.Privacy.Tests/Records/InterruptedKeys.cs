using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Tests.Records;

/// <summary>
/// A key service over another one, as if by network: it answers later, and from some call on not at all.
/// </summary>
internal sealed class InterruptedKeys(IMasterKeyService inner, int callsBeforeFailure) : IMasterKeyService
{
    private int _calls;

    public KeyId CurrentKeyId => inner.CurrentKeyId;

    public int Calls => _calls;

    public async ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.WrapAsync(masterKey, dataKey, record, cancellationToken);
    }

    public async ValueTask<byte[]> UnwrapAsync(
        WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.UnwrapAsync(wrapped, record, cancellationToken);
    }

    private async Task CountAsync()
    {
        await Task.Yield();
        if (Interlocked.Increment(ref _calls) > callsBeforeFailure)
        {
            throw new IOException("The key service does not answer.");
        }
    }
}
