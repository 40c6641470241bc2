using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Tests.Records;

/// <summary>A key service over another one that lets something else happen after every wrap.</summary>
internal sealed class InterferingKeys(IMasterKeyService inner, Func<RecordId, Task> afterWrap) : IMasterKeyService
{
    public KeyId CurrentKeyId => inner.CurrentKeyId;

    public async ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default)
    {
        var wrapped = await inner.WrapAsync(masterKey, dataKey, record, cancellationToken);
        await afterWrap(record);
        return wrapped;
    }

    public ValueTask<byte[]> UnwrapAsync(
        WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default) =>
        inner.UnwrapAsync(wrapped, record, cancellationToken);
}
