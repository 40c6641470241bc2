using Microsoft.Extensions.Options;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// The four kinds of secrets, each with its own ring, so that losing or rotating one does not affect the others.
/// </summary>
/// <param name="master">Wraps the data keys of records.</param>
/// <param name="index">Derives the blind indexes.</param>
/// <param name="accessLog">Chains the access log.</param>
/// <param name="plan">Draws the plans of prompts.</param>
public sealed class PersonalDataKeys(KeyRing master, KeyRing index, KeyRing accessLog, KeyRing plan) : IDisposable
{
    /// <summary>The secrets that wrap the data keys of records.</summary>
    public KeyRing Master { get; } = master;

    /// <summary>The secrets behind the blind indexes.</summary>
    public KeyRing Index { get; } = index;

    /// <summary>The secrets behind the hash chain of the access log.</summary>
    public KeyRing AccessLog { get; } = accessLog;

    /// <summary>The secrets behind the plans of prompts.</summary>
    public KeyRing Plan { get; } = plan;

    /// <summary>Every ring.</summary>
    internal IEnumerable<KeyRing> Rings => [Master, Index, AccessLog, Plan];

    /// <summary>Creates new secrets: each ring has one key with the given id.</summary>
    public static PersonalDataKeys Create(KeyId id) =>
        new(KeyRing.Create(id), KeyRing.Create(id), KeyRing.Create(id), KeyRing.Create(id));

    /// <summary>Replaces some rings. The result shares the others with this object.</summary>
    public PersonalDataKeys With(KeyRing? master = null, KeyRing? index = null, KeyRing? accessLog = null) =>
        new(master ?? Master, index ?? Index, accessLog ?? AccessLog, Plan);

    /// <summary>Zeroes the secrets.</summary>
    public void Dispose()
    {
        foreach (var ring in Rings)
        {
            ring.Dispose();
        }
    }

    /// <summary>The ids of the keys, never a secret.</summary>
    public override string ToString() => $"master {Master}, index {Index}, access log {AccessLog}, plan {Plan}";
}

/// <summary>Reads the keys from the key file of the options, or else from the environment.</summary>
public sealed class PersonalDataKeySource(IOptions<PersonalDataOptions> options, KeyEnvironment environment)
{
    /// <summary>Reads all keys. The caller disposes them.</summary>
    /// <exception cref="KeyFileException">The keys cannot be read.</exception>
    public PersonalDataKeys Read() =>
        options.Value.KeyFile is { Length: > 0 } path ? KeyFile.Read(path) : environment.Read();

    /// <summary>Reads the master keys only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadMaster() => ReadOnly(keys => keys.Master);

    /// <summary>Reads the secrets behind the blind indexes only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadIndex() => ReadOnly(keys => keys.Index);

    /// <summary>Reads the secrets behind the access log only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadAccessLog() => ReadOnly(keys => keys.AccessLog);

    /// <summary>Reads the secrets behind the plans of prompts only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadPlan() => ReadOnly(keys => keys.Plan);

    private KeyRing ReadOnly(Func<PersonalDataKeys, KeyRing> choose)
    {
        var keys = Read();
        var chosen = choose(keys);
        foreach (var other in keys.Rings.Where(ring => ring != chosen))
        {
            other.Dispose();
        }

        return chosen;
    }
}
