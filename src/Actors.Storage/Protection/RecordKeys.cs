using System.Collections.Concurrent;
using System.Security.Cryptography;
using Actors.Storage.Databases;
using Actors.Storage.Protection.Keys;
using Actors.Storage.Protection.Records;
using Microsoft.Extensions.Options;

namespace Actors.Storage.Protection;

/// <summary>
/// The keys of all records: created, opened, and destroyed with everything they protect. What was opened stays in memory
/// for a while (<see cref="PersonalDataOptions.OpenedKeyLifetime"/>).
/// </summary>
/// <remarks>
/// For grains and other code that works on a person's own record. Code that shows personal data to staff goes through
/// <c>PrivilegedReader</c> and never comes here.
/// </remarks>
public sealed class RecordKeys : IDisposable
{
    private const int Stripes = 64;

    private readonly IMasterKeyService _masterKeys;
    private readonly RecordKeyTable _table;
    private readonly OpenedKeys _opened;
    private readonly ProtectionMeters _meters;
    private readonly ConcurrentDictionary<KeyId, bool> _registered = new();

    /// <summary>
    /// A record is read from the table and shredded under the same one of these, so that a read begun before a shredding
    /// cannot bring the key back into memory after it.
    /// </summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Keys in the tables of a database, wrapped by a key service.</summary>
    public RecordKeys(
        Database database,
        IMasterKeyService masterKeys,
        TimeProvider time,
        IOptions<PersonalDataOptions> options,
        ProtectionMeters meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        _masterKeys = masterKeys;
        _table = new RecordKeyTable(database, time);
        _opened = new OpenedKeys(options.Value.OpenedKeys, options.Value.OpenedKeyLifetime, time, meters);
        _meters = meters;
    }

    /// <summary>How many keys are in memory, apart from leases that outlived their time.</summary>
    internal int OpenedCount => _opened.Count;

    /// <summary>
    /// Makes a key for a new record and opens it. For a record that has one it only opens it, so it can be repeated.
    /// </summary>
    /// <exception cref="RecordShreddedException">The record was shredded; its id is not used again.</exception>
    /// <exception cref="MasterKeyRetiredException">This server works with an old key file.</exception>
    public async Task<RecordKey> CreateAsync(RecordId record, CancellationToken cancellationToken = default)
    {
        var gate = _gates[record.Stripe(Stripes)];
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (_opened.TryLease(record) is { } opened)
            {
                return opened;
            }

            var dataKey = GC.AllocateUninitializedArray<byte>(RecordKeyMaterial.KeyByteCount, pinned: true);
            try
            {
                RandomNumberGenerator.Fill(dataKey);
                var wrapped = await _masterKeys.WrapAsync(_masterKeys.CurrentKeyId, dataKey, record, cancellationToken);
                await RegisterAsync(wrapped.MasterKey, cancellationToken);
                return await _table.InsertAsync(record, wrapped, cancellationToken)
                    ? _opened.AddAndLease(new RecordKeyMaterial(record, dataKey))
                    : await OpenStoredAsync(record, cancellationToken);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(dataKey);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Opens the key of a record. Answers at once when it is in memory.</summary>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="KeyMissingException">The master key that wraps it is not at hand.</exception>
    /// <exception cref="BrokenWrapException">The wrapped key was changed in the database.</exception>
    public ValueTask<RecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default) =>
        _opened.TryLease(record) is { } opened ? ValueTask.FromResult(opened) : new(OpenGatedAsync(record, cancellationToken));

    /// <summary>
    /// Destroys the key of a record, here and in the database: from then on nothing sealed under it can be read, and its
    /// blind index values are gone. A marker stays. Another server forgets the key within <see
    /// cref="PersonalDataOptions.OpenedKeyLifetime"/>.
    /// </summary>
    /// <returns>False when the record was shredded before or never had a key.</returns>
    public async Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default)
    {
        var gate = _gates[record.Stripe(Stripes)];
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
            // Also when the database failed: the deletion may have been committed all the same.
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

    private async Task<RecordKey> OpenGatedAsync(RecordId record, CancellationToken cancellationToken)
    {
        var gate = _gates[record.Stripe(Stripes)];
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
            // A rotation may have wrapped it anew since it was read, and the old master key be gone already.
            var present = await ReadWrappedAsync(record, cancellationToken);
            if (present.MasterKey == wrapped.MasterKey)
            {
                throw;
            }

            dataKey = await UnwrapAsync(present, record, cancellationToken);
        }

        return _opened.AddAndLease(new RecordKeyMaterial(record, dataKey));
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
    /// Once per process and master key. Not again: a server that goes on with a retired key must be refused, not put the
    /// key back into use.
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
