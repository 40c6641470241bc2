using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Inspection;
using Actors.Grains.Ledger;

namespace Actors.Grains.Formats;

/// <summary>How inspections stand in storage. They are written rarely, so names are those of the code.</summary>
public static partial class InspectionFormat
{
    private static readonly StoredShape[] Shapes =
    [
        new StoredShape(typeof(InspectionState)).KeepOthers(),
        new StoredShape(typeof(InspectionEffect))
            .Kind<InspectionEffect.RunTests>("t")
            .Kind<InspectionEffect.Remind>("r"),
    ];

    /// <summary>The options by which inspections and all their events are stored.</summary>
    public static JsonSerializerOptions Json { get; } = StoredJson.OptionsFor(InspectionJson.Default, Shapes);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Ledgered<InspectionState, InspectionEvent, InspectionEffect>))]
    [JsonSerializable(typeof(InspectionEvent.Opened))]
    [JsonSerializable(typeof(InspectionEvent.Marked))]
    [JsonSerializable(typeof(InspectionEvent.TestsStarted))]
    [JsonSerializable(typeof(InspectionEvent.TestAnswered))]
    [JsonSerializable(typeof(InspectionEvent.RentalRecorded))]
    [JsonSerializable(typeof(InspectionEvent.Passed))]
    [JsonSerializable(typeof(InspectionEvent.Reminded))]
    [JsonSerializable(typeof(InspectionEffect.RunTests))]
    [JsonSerializable(typeof(InspectionEffect.Remind))]
    [SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
    private sealed partial class InspectionJson : JsonSerializerContext;
}
