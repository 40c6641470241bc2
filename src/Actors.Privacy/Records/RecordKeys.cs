using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Microsoft.Extensions.Options;

namespace Actors.Privacy.Records;

/// <summary>
/// Creates, opens and shreds the keys of records. Opened keys stay in memory for
/// <see cref="PersonalDataOptions.OpenedKeyLifetime"/>.
/// </summary>
/// <remarks>
/// Grains use it as <see cref="IRecordKeys"/>. Code that shows personal data to staff must use <c>PrivilegedReader</c>
/// instead; a tidy test checks this.
/// </remarks>
public sealed class RecordKeys : IRecordKeys, IDisposable
{
    private const int Stripes = 64;

    private readonly IMasterKeyService _masterKeys;
    private readonly RecordKeyTable _table;
    private readonly OpenedKeys _opened;
    private readonly ProtectionMeters _meters;
    private readonly ConcurrentDictionary<KeyId, bool> _registered = new();

    /// <summary>
    /// Reading and shredding a record take the same gate, so that a read that began before a shredding cannot cache the key
    /// after it.
    /// </summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Uses a table and a key service.</summary>
    internal RecordKeys(
        RecordKeyTable table,
        IMasterKeyService masterKeys,
        TimeProvider time,
        IOptions<PersonalDataOptions> options,
        ProtectionMeters meters)
    {
        _masterKeys = masterKeys;
        _table = table;
        _opened = new OpenedKeys(options.Value.OpenedKeys, options.Value.OpenedKeyLifetime, time, meters);
        _meters = meters;
    }

    /// <summary>The number of cached keys.</summary>
    internal int OpenedCount => _opened.Count;

    /// <inheritdoc/>
    /// <exception cref="MasterKeyRetiredException">This server has an old key file.</exception>
    public async Task CreateAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default)
    {
        RequireBatch(records);
        await GateAsync(records, () => CreateGatedAsync([.. records.Distinct()], cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task LoadAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default)
    {
        RequireBatch(records);
        var closed = records.Distinct().Where(record => !_opened.Has(record)).ToList();
        if (closed.Count > 0)
        {
            await GateAsync(closed, () => LoadGatedAsync(closed, cancellationToken), cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="KeyMissingException">The master key that wraps it is missing.</exception>
    /// <exception cref="BrokenWrapException">The wrapped key was changed in the database.</exception>
    public ValueTask<IRecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default) =>
        _opened.TryLease(record) is { } opened
            ? ValueTask.FromResult<IRecordKey>(opened)
            : new(OpenGatedAsync(record, cancellationToken));

    /// <inheritdoc/>
    /// <remarks>Another server forgets the key within <see cref="PersonalDataOptions.OpenedKeyLifetime"/>.</remarks>
    public async Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default)
    {
        var gate = _gates[Stripe(record)];
        await gate.WaitAsync(cancellationToken);
        try
        {
            var shredded = await _table.ShredAsync(record, cancellationToken);
            if (shredded)
            {
                _meters.CountShred();
            }

            return shredded;
        }
        finally
        {
            // Also if the database failed: the deletion may have been committed anyway.
            _opened.Shred(record);
            gate.Release();
        }
    }

    /// <summary>Wipes the keys in memory.</summary>
    public void Dispose()
    {
        _opened.Dispose();
        foreach (var gate in _gates)
        {
            gate.Dispose();
        }
    }

    /// <summary>The gate of a record.</summary>
    private static int Stripe(RecordId record)
    {
        Span<byte> bytes = stackalloc byte[RecordId.ByteCount];
        record.WriteTo(bytes);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) % Stripes);
    }

    private static void RequireBatch(IReadOnlyCollection<RecordId> records)
    {
        if (records.Count > Domain.Limits.RecordBatch)
        {
            throw new ArgumentException(
                $"{records.Count} records at once; {Domain.Limits.RecordBatch} are possible.", nameof(records));
        }
    }

    /// <summary>Holds the gates of records, in ascending order, so that two calls do not deadlock.</summary>
    private async Task GateAsync(
        IReadOnlyCollection<RecordId> records, Func<Task> work, CancellationToken cancellationToken)
    {
        var gates = records.Select(Stripe).Distinct().Order().Select(stripe => _gates[stripe]).ToList();
        var held = 0;
        try
        {
            for (; held < gates.Count; held++)
            {
                await gates[held].WaitAsync(cancellationToken);
            }

            await work();
        }
        finally
        {
            gates.Take(held).ToList().ForEach(gate => gate.Release());
        }
    }

    private async Task LoadGatedAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken)
    {
        foreach (var stored in await _table.ReadAsync(records, cancellationToken))
        {
            if (stored.Wrapped is { } wrapped)
            {
                try
                {
                    var dataKey = await _masterKeys.UnwrapAsync(wrapped, stored.Record, cancellationToken);
                    _opened.AddAndLease(new RecordKey.Material(stored.Record, dataKey)).Dispose();
                }
                catch (Exception exception) when (exception is KeyMissingException or BrokenWrapException)
                {
                    continue; // One bad key stops no others; opening it says what is wrong.
                }
            }
        }
    }

    private async Task CreateGatedAsync(IReadOnlyList<RecordId> records, CancellationToken cancellationToken)
    {
        while (true)
        {
            var masterKey = _masterKeys.CurrentKeyId;
            try
            {
                await CreateUnderAsync(masterKey, records, cancellationToken);
                return;
            }
            catch (MasterKeyRetiredException) when (masterKey != _masterKeys.CurrentKeyId)
            {
                // The master key was replaced and retired meanwhile: once more under the present one.
            }
        }
    }

    private async Task CreateUnderAsync(
        KeyId masterKey, IReadOnlyList<RecordId> records, CancellationToken cancellationToken)
    {
        var dataKeys = new Dictionary<RecordId, byte[]>(records.Count);
        try
        {
            var wrapped = new List<StoredRecordKey>(records.Count);
            foreach (var record in records)
            {
                var dataKey = GC.AllocateUninitializedArray<byte>(RecordKey.Material.KeyByteCount, pinned: true);
                dataKeys.Add(record, dataKey);
                RandomNumberGenerator.Fill(dataKey);
                wrapped.Add(new(record, await _masterKeys.WrapAsync(masterKey, dataKey, record, cancellationToken)));
            }

            await RegisterAsync(masterKey, cancellationToken);
            foreach (var record in await _table.InsertAsync(masterKey, wrapped, cancellationToken))
            {
                _opened.AddAndLease(new RecordKey.Material(record, dataKeys[record])).Dispose();
            }
        }
        finally
        {
            foreach (var dataKey in dataKeys.Values)
            {
                CryptographicOperations.ZeroMemory(dataKey);
            }
        }
    }

    private async Task<IRecordKey> OpenGatedAsync(RecordId record, CancellationToken cancellationToken)
    {
        var gate = _gates[Stripe(record)];
        await gate.WaitAsync(cancellationToken);
        try
        {
            return _opened.TryLease(record) ?? await OpenStoredAsync(record, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<RecordKey> OpenStoredAsync(RecordId record, CancellationToken cancellationToken)
    {
        var wrapped = await ReadWrappedAsync(record, cancellationToken);
        byte[] dataKey;
        try
        {
            dataKey = await UnwrapAsync(wrapped, record, cancellationToken);
        }
        catch (KeyMissingException)
        {
            // A rotation may have rewrapped it since it was read, and the old master key may have been removed.
            var present = await ReadWrappedAsync(record, cancellationToken);
            if (present.MasterKey == wrapped.MasterKey)
            {
                throw;
            }

            dataKey = await UnwrapAsync(present, record, cancellationToken);
        }

        return _opened.AddAndLease(new RecordKey.Material(record, dataKey));
    }

    private async Task<WrappedKey> ReadWrappedAsync(RecordId record, CancellationToken cancellationToken)
    {
        var stored = await _table.ReadAsync(record, cancellationToken) ?? throw new RecordUnknownException(record);
        return stored.Wrapped ?? throw new RecordShreddedException(record);
    }

    private async Task<byte[]> UnwrapAsync(WrappedKey wrapped, RecordId record, CancellationToken cancellationToken)
    {
        try
        {
            return await _masterKeys.UnwrapAsync(wrapped, record, cancellationToken);
        }
        catch (KeyMissingException)
        {
            _meters.CountFailure(ProtectionFailure.MasterKeyMissing);
            throw;
        }
        catch (BrokenWrapException)
        {
            _meters.CountFailure(ProtectionFailure.BrokenWrap);
            throw;
        }
    }

    /// <summary>
    /// Registers a master key once per process. Doing it again would put a retired key back into use on a server with an
    /// old key file.
    /// </summary>
    private async Task RegisterAsync(KeyId masterKey, CancellationToken cancellationToken)
    {
        if (!_registered.ContainsKey(masterKey))
        {
            await _table.RegisterAsync(masterKey, cancellationToken);
            _registered.TryAdd(masterKey, true);
        }
    }
}
