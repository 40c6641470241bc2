using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Storage.Databases;

namespace Actors.Privacy.Retention;

/// <summary>
/// A file outside the database with the markers of all who were erased. When an older copy of the database is restored,
/// those
/// people are erased again (<see cref="FindReturnedAsync"/>). A line is a time of the wall clock and a marker in base64url.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="mark">Says where the file stands: beside the mark of the database. Without a mark there is no file.</param>
/// <param name="wall">The wall clock.</param>
public sealed class ErasedPeople(Database database, MarkKeeper mark, TimeProvider wall) : IDisposable
{
    private const string Extension = ".erased";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Unknown = "unknown";
    private const int MarkerLength = 43;
    private const int LineLength = 20 + 1 + MarkerLength;

    /// <summary>An older database lacks the newest erasures; more are looked at because several servers erase.</summary>
    private const int Newest = 100;

    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>The file; <c>null</c> if there is none.</summary>
    public string? Path => mark.Path is { } path ? System.IO.Path.ChangeExtension(path, Extension) : null;

    /// <summary>Adds people, durably. Repeated people stand there twice, which changes nothing.</summary>
    /// <exception cref="IOException">The file cannot be written. Nothing may be erased then.</exception>
    public async Task AddAsync(IReadOnlyCollection<EntrantId> people, CancellationToken cancellationToken = default)
    {
        if (Path is not { } path || people.Count == 0)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(path))
            {
                DurableFiles.CreateEmpty(path);
                DurableFiles.FlushFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            }

            var at = wall.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
            var lines = string.Concat(people.Select(person => $"{at} {Marker(person)}\n"));
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(Encoding.ASCII.GetBytes(lines), cancellationToken);
            DurableFiles.Flush(file);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Finds people of the database who were erased before: the database is older than their erasure. Most times the newest
    /// markers of the file stand in the database too, and there is nothing to look for.
    /// </summary>
    public async Task<IReadOnlyList<(EntrantId Person, ProgrammeId Programme)>> FindReturnedAsync(
        CancellationToken cancellationToken = default)
    {
        if (Path is not { } path || !File.Exists(path))
        {
            return [];
        }

        // What is not a whole line was left by a power cut, before anything of that person was erased.
        var lines = (await File.ReadAllLinesAsync(path, cancellationToken))
            .Where(line => line.Length == LineLength).ToList();
        lines.Sort(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancellationToken);
        if (!await IsAnyMissingAsync(connection, lines.TakeLast(Newest), cancellationToken))
        {
            return [];
        }

        var markers = lines.Select(line => line[^MarkerLength..]).ToHashSet(StringComparer.Ordinal);
        var returned = new List<(EntrantId, ProgrammeId)>();
        await using var command = connection.Command(
            """
            SELECT p.person, k.programme FROM (
                SELECT grain_key AS person FROM grain_state WHERE grain_type IN ('registration', 'entrant')
                UNION SELECT grain_key FROM ledger WHERE grain_type IN ('registration', 'entrant')) AS p
            LEFT JOIN kept_people AS k ON k.person = p.person
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (EntrantId.TryParse(reader.GetString(0), out var person) && markers.Contains(Marker(person)))
            {
                returned.Add((person, ProgrammeId.Parse(reader.GetValue(1) as string ?? Unknown)));
            }
        }

        return returned;
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private static async Task<bool> IsAnyMissingAsync(
        DbConnection connection, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            await using var command = connection.Command(
                "SELECT 1 FROM erasure WHERE marker = @marker",
                ("marker", Base64Url.DecodeFromChars(line.AsSpan(line.Length - MarkerLength))));
            if (await command.ExecuteScalarAsync(cancellationToken) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static string Marker(EntrantId person) => Base64Url.EncodeToString(RetentionTable.Marker(person.Record));
}
