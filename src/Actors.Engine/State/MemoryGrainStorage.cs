using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Actors.Engine.State;

/// <summary>
/// Keeps states in memory, as JSON, so that nobody shares an object with the storage. Gone with the process.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Row> _rows = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _rows.TryGetValue((grainId, stateName), out var row);
        grainState.ETag = row?.ETag;
        grainState.State = row is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(row.Json)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Versions are never used twice, not even after a clear: an old writer must not take a new row for its own.
        var version = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        var next = new Row(JsonSerializer.SerializeToUtf8Bytes(grainState.State), version);
        var key = (grainId, stateName);
        var written = grainState.ETag is null
            ? _rows.TryAdd(key, next)
            : _rows.TryGetValue(key, out var known) && known.ETag == grainState.ETag && _rows.TryUpdate(key, next, known);
        if (!written)
        {
            Refuse(_rows.GetValueOrDefault(key), grainState.ETag);
        }

        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((grainId, stateName), out var row))
        {
            if (row.ETag != grainState.ETag || !_rows.TryRemove(KeyValuePair.Create((grainId, stateName), row)))
            {
                Refuse(row, grainState.ETag);
            }
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private static void Refuse(Row? stored, string? known) =>
        throw new InconsistentStateException("The state was written by somebody else.", stored?.ETag, known);

    private sealed record Row(byte[] Json, string ETag);
}
