using System.Text.Json.Serialization;

namespace Actors.Domain.Programmes;

/// <summary>How files of programmes are read: a member that is unknown or there twice is a mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ProgrammeDocument))]
internal sealed partial class ProgrammeJsonContext : JsonSerializerContext;
