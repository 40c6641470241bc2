using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Actors.Engine.State;

/// <summary>Keeps states in memory, as JSON, so that nobody shares an object with the storage. Gone with the process.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Row> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _rows.TryGetValue((grainId, stateName), out var row);
        grainState.ETag = row?.ETag;
        grainState.State = row is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(row.Json)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var known = long.Parse(grainState.ETag ?? "0", CultureInfo.InvariantCulture);
        var next = new Row(JsonSerializer.SerializeToUtf8Bytes(grainState.State), (known + 1).ToString(CultureInfo.InvariantCulture));
        var stored = _rows.AddOrUpdate(
            (grainId, stateName),
            static (_, change) => change.Known is null ? change.Next : change.Refused,
            static (_, row, change) => row.ETag == change.Known ? change.Next : row,
            (Known: grainState.ETag, Next: next, Refused: Row.None));
        if (!ReferenceEquals(stored, next))
        {
            Refuse(stored, grainState.ETag);
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

    private static void Refuse(Row stored, string? known) => throw new InconsistentStateException(
        "The state was written by somebody else.", ReferenceEquals(stored, Row.None) ? null : stored.ETag, known);

    private sealed record Row(byte[] Json, string ETag)
    {
        public static readonly Row None = new([], "");
    }
}
