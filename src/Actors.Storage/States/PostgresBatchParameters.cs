using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.States;

/// <summary>The arrays that pass a batch to PostgreSQL, reused for every batch.</summary>
internal sealed class PostgresBatchParameters
{
    private readonly List<string> _types = [];
    private readonly List<string> _keys = [];
    private readonly List<string> _names = [];
    private readonly List<long> _versions = [];
    private readonly List<short> _partitions = [];
    private readonly List<long?> _dueAts = [];
    private readonly List<short?> _duePriorities = [];
    private readonly List<byte[]?> _payloads = [];
    private readonly List<long> _checksums = [];
    private readonly List<long> _eventOrdinals = [];
    private readonly List<long> _eventSequences = [];
    private readonly List<long> _eventAts = [];
    private readonly List<string> _eventKinds = [];
    private readonly List<byte[]> _eventPayloads = [];
    private readonly List<long> _eventChecksums = [];

    /// <summary>Fills the arrays with a batch. Returns the shape of its statement, without the fence.</summary>
    public BatchShape Fill(IReadOnlyList<StateChange> batch)
    {
        Clear();
        var shape = BatchShape.Empty;
        for (var i = 0; i < batch.Count; i++)
        {
            var change = batch[i];
            change.Outcome = ChangeOutcome.Conflict;
            shape |= change switch
            {
                { Payload: null } => BatchShape.Clears,
                { ExpectedVersion: 0 } => BatchShape.Inserts,
                _ => BatchShape.Updates,
            };
            _types.Add(change.Key.GrainType);
            _keys.Add(change.Key.GrainKey);
            _names.Add(change.Key.StateName);
            _versions.Add(change.ExpectedVersion);
            _partitions.Add((short)change.Partition);
            _dueAts.Add(change.DueAt);
            _duePriorities.Add((short?)change.DuePriority);
            _payloads.Add(change.Payload);
            _checksums.Add(change.Checksum);
            AddEvents(change, ordinal: i + 1);
        }

        return _eventOrdinals.Count > 0 ? shape | BatchShape.Events : shape;
    }

    /// <summary>Binds the arrays to a statement of a shape.</summary>
    public void Bind(NpgsqlParameterCollection parameters, BatchShape shape)
    {
        if ((shape & ~BatchShape.Fenced) == BatchShape.Empty)
        {
            return;
        }

        Add(parameters, "types", NpgsqlDbType.Text, _types);
        Add(parameters, "keys", NpgsqlDbType.Text, _keys);
        Add(parameters, "names", NpgsqlDbType.Text, _names);
        Add(parameters, "versions", NpgsqlDbType.Bigint, _versions);
        Add(parameters, "partitions", NpgsqlDbType.Smallint, _partitions);
        Add(parameters, "due_ats", NpgsqlDbType.Bigint, _dueAts);
        Add(parameters, "due_priorities", NpgsqlDbType.Smallint, _duePriorities);
        Add(parameters, "payloads", NpgsqlDbType.Bytea, _payloads);
        Add(parameters, "checksums", NpgsqlDbType.Bigint, _checksums);
        if (shape.HasFlag(BatchShape.Events))
        {
            Add(parameters, "event_ordinals", NpgsqlDbType.Bigint, _eventOrdinals);
            Add(parameters, "event_sequences", NpgsqlDbType.Bigint, _eventSequences);
            Add(parameters, "event_ats", NpgsqlDbType.Bigint, _eventAts);
            Add(parameters, "event_kinds", NpgsqlDbType.Text, _eventKinds);
            Add(parameters, "event_payloads", NpgsqlDbType.Bytea, _eventPayloads);
            Add(parameters, "event_checksums", NpgsqlDbType.Bigint, _eventChecksums);
        }
    }

    /// <summary>Empties the arrays.</summary>
    public void Clear()
    {
        _types.Clear();
        _keys.Clear();
        _names.Clear();
        _versions.Clear();
        _partitions.Clear();
        _dueAts.Clear();
        _duePriorities.Clear();
        _payloads.Clear();
        _checksums.Clear();
        _eventOrdinals.Clear();
        _eventSequences.Clear();
        _eventAts.Clear();
        _eventKinds.Clear();
        _eventPayloads.Clear();
        _eventChecksums.Clear();
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, string name, NpgsqlDbType type, List<T> values) =>
        parameters.Add(new NpgsqlParameter<List<T>>(name, NpgsqlDbType.Array | type) { TypedValue = values });

    private void AddEvents(StateChange change, int ordinal)
    {
        foreach (var entry in change.Events)
        {
            _eventOrdinals.Add(ordinal);
            _eventSequences.Add(entry.Sequence);
            _eventAts.Add(entry.At);
            _eventKinds.Add(entry.Kind);
            _eventPayloads.Add(entry.Payload);
            _eventChecksums.Add(entry.Checksum);
        }
    }
}
