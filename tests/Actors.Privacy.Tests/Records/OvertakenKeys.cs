using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Tests.Records;

/// <summary>A key service over another one that lets something else happen once, before the first unwrap.</summary>
internal sealed class OvertakenKeys(IMasterKeyService inner, Func<Task> overtake) : IMasterKeyService
{
    private bool _overtaken;

    public KeyId CurrentKeyId => inner.CurrentKeyId;

    public ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default) =>
        inner.WrapAsync(masterKey, dataKey, record, cancellationToken);

    public async ValueTask<byte[]> UnwrapAsync(
        WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default)
    {
        if (!_overtaken)
        {
            _overtaken = true;
            await overtake();
        }

        return await inner.UnwrapAsync(wrapped, record, cancellationToken);
    }
}
