using System.Globalization;

namespace Actors.Storage.Reminders;

/// <summary>Reminders in memory: for the simulator, and to start without a database.</summary>
public sealed class MemoryReminderTable : IReminderTable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ReminderRow> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(Find(row => GrainOf(row) == grainId));

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(Find(row => begin < end
        ? row.GrainHash > begin && row.GrainHash <= end
        : row.GrainHash > begin || row.GrainHash <= end));

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.TryGetValue(KeyOf(grainId, reminderName), out var row) ? row.ToEntry() : null);
        }
    }

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        lock (_gate)
        {
            var key = KeyOf(entry.GrainId, entry.ReminderName);
            var version = _rows.TryGetValue(key, out var old) ? old.Version + 1 : 1;
            _rows[key] = ReminderRow.Of(entry) with { Version = version };
            return Task.FromResult<string?>(version.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (_gate)
        {
            var key = KeyOf(grainId, reminderName);
            return Task.FromResult(
                _rows.TryGetValue(key, out var row)
                && row.Version.ToString(CultureInfo.InvariantCulture) == eTag
                && _rows.Remove(key));
        }
    }

    /// <inheritdoc/>
    public Task TestOnlyClearTable()
    {
        lock (_gate)
        {
            _rows.Clear();
            return Task.CompletedTask;
        }
    }

    private static GrainId GrainOf(ReminderRow row) => GrainId.Create(row.GrainType, row.GrainKey);

    private static string KeyOf(GrainId grainId, string name) => $"{grainId.Type}\0{grainId.Key}\0{name}";

    private ReminderTableData Find(Func<ReminderRow, bool> filter)
    {
        lock (_gate)
        {
            return new ReminderTableData(_rows.Values.Where(filter).Select(row => row.ToEntry()));
        }
    }
}
