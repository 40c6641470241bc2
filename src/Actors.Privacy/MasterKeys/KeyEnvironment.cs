using System.Security.Cryptography;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Reads keys from environment variables. Each variable lists keys as <c>id=base64,id=base64</c>; the first is the current
/// one. Other processes of the same user can read the variables, so a key file is safer.
/// </summary>
/// <param name="read">Gets the value of a variable; <c>null</c> if it is not set.</param>
public sealed class KeyEnvironment(Func<string, string?> read)
{
    /// <summary>The variable of the master keys.</summary>
    public const string MasterKeys = "ACTORS_MASTER_KEYS";

    /// <summary>The variable of the secrets behind the blind indexes.</summary>
    public const string IndexKeys = "ACTORS_INDEX_KEYS";

    /// <summary>The variable of the secrets behind the access log.</summary>
    public const string AccessLogKeys = "ACTORS_ACCESS_LOG_KEYS";

    /// <summary>The variable of the secrets behind the plans of prompts.</summary>
    public const string PlanKeys = "ACTORS_PLAN_KEYS";

    /// <summary>Reads the variables of this process.</summary>
    public KeyEnvironment()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>Whether any of the variables is set.</summary>
    public bool IsSet =>
        new[] { MasterKeys, IndexKeys, AccessLogKeys, PlanKeys }.Any(name => !string.IsNullOrEmpty(read(name)));

    /// <summary>Reads the keys.</summary>
    /// <exception cref="KeyFileException">A variable is missing or malformed.</exception>
    public PersonalDataKeys Read()
    {
        var master = ReadRing(MasterKeys);
        var index = ReadRing(IndexKeys);
        var accessLog = ReadRing(AccessLogKeys);
        return new PersonalDataKeys(master, index, accessLog, ReadRing(PlanKeys));
    }

    private KeyRing ReadRing(string variable)
    {
        var text = read(variable);
        if (string.IsNullOrEmpty(text))
        {
            throw new KeyFileException($"The environment variable {variable} is not set. It lists keys as id=base64,id=base64.");
        }

        var secrets = new List<KeyValuePair<KeyId, byte[]>>();
        try
        {
            foreach (var key in text.Split(',', StringSplitOptions.TrimEntries))
            {
                var parts = key.Split('=', 2);
                var secret = Convert.FromBase64String(parts.ElementAtOrDefault(1) ?? "");
                secrets.Add(KeyValuePair.Create(new KeyId(parts[0]), secret));
            }

            return new KeyRing(secrets[0].Key, secrets);
        }
        catch (FormatException)
        {
            throw new KeyFileException($"A key in {variable} is not base64.");
        }
        catch (ArgumentException exception)
        {
            throw new KeyFileException($"{variable}: {exception.Message}");
        }
        finally
        {
            secrets.ForEach(secret => CryptographicOperations.ZeroMemory(secret.Value));
        }
    }
}
