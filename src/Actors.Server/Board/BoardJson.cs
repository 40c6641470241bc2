using System.Text.Json.Serialization;

namespace Actors.Server.Board;

/// <summary>How snapshots become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BoardSnapshot))]
internal sealed partial class BoardJson : JsonSerializerContext;
