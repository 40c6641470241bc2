using Actors.Domain.Ledger;
using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>An entry of the due index in memory, in the order in which due grains are read.</summary>
internal readonly record struct DueRow(DuePriority Priority, long At, StateKey Key) : IComparable<DueRow>
{
    public static DueRow? Of(StateKey key, in StoredState state) =>
        state is { DueAt: { } at, DuePriority: { } priority } ? new DueRow(priority, at, key) : null;

    /// <summary>Not behind any entry of the priority.</summary>
    public static DueRow First(DuePriority priority) => new(priority, long.MinValue, new StateKey("", "", ""));

    /// <summary>Behind every entry of a grain that was read, and before the next grain.</summary>
    public static DueRow Behind(DueGrain read) =>
        new(read.Due.Priority, UnixMicroseconds.From(read.Due.At), new StateKey(read.GrainType, read.GrainKey, "\uffff"));

    /// <summary>Not before any entry of the priority.</summary>
    public static DueRow Last(DuePriority priority) => new(priority, long.MaxValue, new StateKey("", "", ""));

    public DueGrain ToDueGrain() => new(Key.GrainType, Key.GrainKey, new DueTime(UnixMicroseconds.ToMoment(At), Priority));

    public int CompareTo(DueRow other)
    {
        var order = Priority.CompareTo(other.Priority);
        order = order != 0 ? order : At.CompareTo(other.At);
        order = order != 0 ? order : string.CompareOrdinal(Key.GrainType, other.Key.GrainType);
        order = order != 0 ? order : string.CompareOrdinal(Key.GrainKey, other.Key.GrainKey);
        return order != 0 ? order : string.CompareOrdinal(Key.StateName, other.Key.StateName);
    }
}
