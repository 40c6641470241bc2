using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Server.Demo.Development;

/// <summary>Reads JSON written by hand, and names the field that is wrong.</summary>
internal static class RequestBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a body.</summary>
    /// <returns>The body, or the problems by field; the empty field is the whole body.</returns>
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
                    ? $"The body is not a JSON object. Its fields are: {members}."
                    : $"This field does not exist, is not JSON, or has the wrong type. The fields are: {members}.",
            ],
        };
    }
}
