using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Benchmarks.Durability;

/// <summary>A state that is stored with a due time and what happened.</summary>
[Alias("bench.ledgered-report")]
internal sealed class LedgeredReport : ILedgeredState
{
    private readonly List<LedgerEvent> _uncommitted = [];

    public string Body { get; set; } = "";

    public long Sequence { get; set; }

    [JsonIgnore]
    public DueTime? NextDue { get; private set; }

    [JsonIgnore]
    public IReadOnlyList<LedgerEvent> Uncommitted => _uncommitted;

    public void Replay(IReadOnlyList<LedgerEvent> history) => Sequence = history[^1].Sequence;

    public void MarkCommitted() => _uncommitted.Clear();

    /// <summary>A position arrives.</summary>
    public void Report(string body, PositionReported happened, DateTimeOffset now, TimeSpan until)
    {
        Body = body;
        NextDue = new(now + until, DuePriority.Prompt);
        _uncommitted.Add(new(++Sequence, now, happened));
    }
}
