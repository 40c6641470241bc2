using System.Text.Json.Serialization;

namespace Actors.Storage.Tests.Samples;

[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(NextTally))]
[JsonSerializable(typeof(Counted))]
[JsonSerializable(typeof(Plain))]
[JsonSerializable(typeof(Visit))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class SampleContext : JsonSerializerContext;
