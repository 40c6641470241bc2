using System.Text.Json.Serialization;
using Actors.Storage.Serialization;

namespace Actors.Benchmarks.Durability;

/// <summary>How reports stand in storage.</summary>
[JsonSerializable(typeof(PlainReport))]
[JsonSerializable(typeof(LedgeredReport))]
[JsonSerializable(typeof(PositionReported))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Adds them to the stored types.</summary>
    public static StoredTypes AddTo(StoredTypes types) => types
        .Add(Default.PlainReport)
        .Add(Default.LedgeredReport)
        .Add(Default.PositionReported);
}
