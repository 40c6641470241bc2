using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Storage.Databases;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// A file of keys: JSON with one object per ring, its current key and all keys in base64. On Unix only the owner may have
/// access to it. On Windows the access list of the folder must protect it.
/// </summary>
/// <example>
/// <code>{ "master": { "current": "2026-04", "keys": { "2026-04": "…" } }, "index": { … }, "accessLog": { … },
/// "plan": { … } }</code>
/// </example>
public static class KeyFile
{
    /// <summary>The mode of a new key file: its owner reads and writes.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string MasterName = "master";
    private const string IndexName = "index";
    private const string AccessLogName = "accessLog";
    private const string PlanName = "plan";
    private const int MaxByteCount = 1 << 16;

    /// <summary>Reads the keys.</summary>
    /// <exception cref="KeyFileException">The file is missing, accessible to other users, or not a key file.</exception>
    public static PersonalDataKeys Read(string path) => Read(path, root =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(PlanName, out _)
            ? ReadRing(root, PlanName, path)
            : throw new KeyFileException(
                $"{path} has no plan key, because an older version created it. Run add-plan-key {path}."));

    /// <summary>Writes a new file. Others see all of it or nothing.</summary>
    /// <exception cref="KeyFileException">The file exists, or it cannot be written.</exception>
    public static void Create(string path, PersonalDataKeys keys)
    {
        if (!TryCreate(path, keys))
        {
            throw new KeyFileException($"{path} exists already. It is not overwritten.");
        }
    }

    /// <summary>Writes a new file unless there is one, also when several processes try at the same time.</summary>
    /// <returns>Whether it wrote the file.</returns>
    /// <exception cref="KeyFileException">It cannot be written.</exception>
    public static bool TryCreate(string path, PersonalDataKeys keys)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        WriteNew(draft, keys);
        try
        {
            return DurableFiles.TryMove(draft, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException($"{path} cannot be written.", exception);
        }
        finally
        {
            File.Delete(draft); // Unless it was moved.
        }
    }

    /// <summary>Replaces the keys of an existing file, completely or not at all.</summary>
    /// <exception cref="KeyFileException">It cannot be written.</exception>
    public static void Replace(string path, PersonalDataKeys keys)
    {
        var next = $"{path}.new";
        WriteNew(next, keys);
        try
        {
            File.Move(next, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException($"{path} cannot be replaced by {next}.", exception);
        }
    }

    /// <summary>Reads the keys of a file that may lack a plan key; then it gets a new one with the given name.</summary>
    /// <exception cref="KeyFileException">The file is missing, accessible to other users, or not a key file.</exception>
    public static PersonalDataKeys ReadOrComplete(string path, KeyId plan, out bool hadPlan)
    {
        var isThere = false;
        var keys = Read(path, root =>
        {
            isThere = root.TryGetProperty(PlanName, out _);
            return isThere ? ReadRing(root, PlanName, path) : KeyRing.Create(plan);
        });
        hadPlan = isThere;
        return keys;
    }

    private static PersonalDataKeys Read(string path, Func<JsonElement, KeyRing> readPlan)
    {
        var text = ReadBytes(path);
        try
        {
            using var document = JsonDocument.Parse(text);
            var master = ReadRing(document.RootElement, MasterName, path);
            var index = ReadRing(document.RootElement, IndexName, path);
            var accessLog = ReadRing(document.RootElement, AccessLogName, path);
            return new PersonalDataKeys(master, index, accessLog, readPlan(document.RootElement));
        }
        catch (JsonException exception)
        {
            // Only the line: the message of the parser may quote a key.
            throw new KeyFileException($"{path} is not JSON (line {exception.LineNumber + 1}).");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            // The mode of the open file, not of the path, which could be replaced in between.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            {
                throw new KeyFileException(
                    $"{path} is accessible to other users. Run `chmod 600 {path}`. "
                    + "Rotate its keys if others may have read them.");
            }

            var length = RandomAccess.GetLength(file);
            if (length > MaxByteCount)
            {
                throw new KeyFileException($"{path} is too long for a key file.");
            }

            var bytes = new byte[length];
            return RandomAccess.Read(file, bytes, 0) == length
                ? bytes
                : throw new KeyFileException($"{path} changed while it was read.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(
                $"{path} cannot be read. Check that it exists and belongs to the user of the server.", exception);
        }
    }

    private static KeyRing ReadRing(JsonElement root, string name, string path)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(name, out var ring)
            || ring.ValueKind != JsonValueKind.Object
            || !ring.TryGetProperty("current", out var current)
            || current.ValueKind != JsonValueKind.String
            || !ring.TryGetProperty("keys", out var keys)
            || keys.ValueKind != JsonValueKind.Object)
        {
            throw new KeyFileException($"{path} has no \"{name}\" with \"current\" and \"keys\".");
        }

        var secrets = new Dictionary<KeyId, byte[]>();
        try
        {
            foreach (var key in keys.EnumerateObject())
            {
                var secret = key.Value.ValueKind == JsonValueKind.String && key.Value.TryGetBytesFromBase64(out var bytes)
                    ? bytes
                    : throw new KeyFileException($"A key of \"{name}\" in {path} is not base64.");
                secrets.Add(new KeyId(key.Name), secret);
            }

            return new KeyRing(new KeyId(current.GetString()!), secrets);
        }
        catch (ArgumentException exception)
        {
            throw new KeyFileException($"\"{name}\" in {path}: {exception.Message}");
        }
        finally
        {
            foreach (var secret in secrets.Values)
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
    }

    private static void WriteNew(string path, PersonalDataKeys keys)
    {
        var buffer = new ArrayBufferWriter<byte>(MaxByteCount);
        try
        {
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
            {
                writer.WriteStartObject();
                WriteRing(writer, MasterName, keys.Master);
                WriteRing(writer, IndexName, keys.Index);
                WriteRing(writer, AccessLogName, keys.AccessLog);
                WriteRing(writer, PlanName, keys.Plan);
                writer.WriteEndObject();
            }

            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using var file = new FileStream(path, options);
            file.Write(buffer.WrittenSpan);
            file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException($"{path} cannot be written.", exception);
        }
        finally
        {
            // The buffer is large enough that it was never replaced by a larger one, so this clears all copies.
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsMemory(buffer.WrittenMemory).Span);
        }
    }

    private static void WriteRing(Utf8JsonWriter writer, string name, KeyRing ring)
    {
        writer.WriteStartObject(name);
        writer.WriteString("current", ring.CurrentId.Text);
        writer.WriteStartObject("keys");
        foreach (var id in ring.Ids)
        {
            writer.WriteBase64String(id.Text, ring.Secret(id));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

/// <summary>Keys cannot be loaded or stored. The message names the place and the remedy, never a key.</summary>
public sealed class KeyFileException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);
