using Microsoft.Extensions.Options;

namespace Actors.Privacy.MasterKeys;

/// <summary>Reads the keys from where the options say: the key file, or else the environment.</summary>
public sealed class PersonalDataKeySource(IOptions<PersonalDataOptions> options, KeyEnvironment environment)
{
    /// <summary>Reads all keys. The caller disposes them.</summary>
    /// <exception cref="KeyFileException">The keys cannot be had.</exception>
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
