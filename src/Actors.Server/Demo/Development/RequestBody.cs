using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Server.Demo.Development;

/// <summary>Reads JSON written by hand, and says what is wrong with which member.</summary>
internal static class RequestBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a body.</summary>
    /// <returns>What it says, or what is wrong, by the name of the member; the empty name is the whole.</returns>
    public static async Task<(T? Body, Dictionary<string, string[]> Problems)> ReadAsync<T>(
        HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Json, cancellationToken) is { } body
                ? (body, [])
                : (null, Problem<T>(""));
        }
        catch (JsonException exception)
        {
            return (null, Problem<T>((exception.Path ?? "").TrimStart('$').TrimStart('.')));
        }
    }

    private static Dictionary<string, string[]> Problem<T>(string field)
    {
        var members = string.Join(
            ", ", typeof(T).GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)));
        return new()
        {
            [field] =
            [
                field.Length == 0
                    ? $"The body is not a JSON object. Its members are: {members}."
                    : $"This is no member, not JSON, or of the wrong type. Members are: {members}.",
            ],
        };
    }
}
