using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>Writes an enumeration by its names in camel case, never by numbers.</summary>
public sealed class CamelCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
