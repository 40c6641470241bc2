using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Storage.Tests.Samples;

/// <summary>A <see cref="Tally"/> as the next release might store it: the note has another name.</summary>
public sealed class NextTally : ILedgeredState
{
    private const int Version = 2;

    public long Count { get; set; }

    public string Remark { get; set; } = "";

    public long LastSequence { get; set; }

    [JsonIgnore]
    public DueTime? NextDue { get; set; }

    [JsonIgnore]
    public IReadOnlyList<LedgerEvent> Uncommitted => [];

    long ILedgeredState.Sequence => LastSequence;

    /// <summary>The stored types of the next release.</summary>
    /// <param name="writeVersion">What an operator sets as <c>Storage:WriteVersion</c>.</param>
    public static StoredTypes CreateTypes(int? writeVersion) => new StoredTypes()
        .Add(SampleContext.Default.NextTally, Version, "test.tally")
        .Upcast<NextTally>(from: 1, static json => Rename(json, "note", "remark"))
        .Downcast<NextTally>(to: 1, since: 2, static json => Rename(json, "remark", "note"))
        .WriteAs(writeVersion);

    public void Replay(IReadOnlyList<LedgerEvent> history)
    {
    }

    public void MarkCommitted()
    {
    }

    private static JsonNode Rename(JsonNode json, string from, string to)
    {
        json[to] = json[from]!.DeepClone();
        json.AsObject().Remove(from);
        return json;
    }
}
