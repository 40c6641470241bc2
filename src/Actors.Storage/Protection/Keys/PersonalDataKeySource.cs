using Microsoft.Extensions.Options;

namespace Actors.Storage.Protection.Keys;

/// <summary>Reads the keys from where the options say: the key file, or else the environment.</summary>
public sealed class PersonalDataKeySource(IOptions<PersonalDataOptions> options, KeyEnvironment environment)
{
    /// <summary>Reads all keys. The caller disposes them.</summary>
    /// <exception cref="KeyFileException">The keys cannot be had.</exception>
    public PersonalDataKeys Read() =>
        options.Value.KeyFile is { Length: > 0 } path ? KeyFile.Read(path) : environment.Read();

    /// <summary>Reads the master keys only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadMaster()
    {
        var keys = Read();
        keys.Index.Dispose();
        keys.AccessLog.Dispose();
        return keys.Master;
    }

    /// <summary>Reads the secrets behind the blind indexes only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadIndex()
    {
        var keys = Read();
        keys.Master.Dispose();
        keys.AccessLog.Dispose();
        return keys.Index;
    }

    /// <summary>Reads the secrets behind the access log only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public KeyRing ReadAccessLog()
    {
        var keys = Read();
        keys.Master.Dispose();
        keys.Index.Dispose();
        return keys.AccessLog;
    }
}
