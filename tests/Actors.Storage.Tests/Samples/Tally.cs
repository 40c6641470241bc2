using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Storage.Tests.Samples;

/// <summary>A state that counts and keeps history.</summary>
[Alias("test.tally")]
public sealed class Tally : ILedgeredState
{
    private readonly List<LedgerEvent> _uncommitted = [];

    public long Count { get; set; }

    public string Note { get; set; } = "";

    public long LastSequence { get; set; }

    [JsonIgnore]
    public DueTime? NextDue { get; set; }

    [JsonIgnore]
    public IReadOnlyList<LedgerEvent> Uncommitted => _uncommitted;

    long ILedgeredState.Sequence => LastSequence;

    /// <summary>Counts one more.</summary>
    public Tally Count1(DateTimeOffset at)
    {
        Count++;
        _uncommitted.Add(new LedgerEvent(++LastSequence, at, new Counted(Count)));
        return this;
    }

    public void Replay(IReadOnlyList<LedgerEvent> history) =>
        (Count, LastSequence) = (((Counted)history[^1].Body).Count, history[^1].Sequence);

    public void MarkCommitted() => _uncommitted.Clear();
}
