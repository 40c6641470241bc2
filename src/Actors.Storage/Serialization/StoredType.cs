using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Storage.Serialization;

/// <summary>How one type stands in storage.</summary>
/// <param name="Type">The type in code.</param>
/// <param name="Alias">Its name in storage.</param>
/// <param name="Version">The version of its schema that the program writes.</param>
/// <param name="Json">How it becomes JSON.</param>
internal sealed record StoredType(Type Type, string Alias, int Version, JsonTypeInfo Json)
{
    private readonly Dictionary<int, Func<JsonNode, JsonNode>> _upcasts = [];

    /// <summary>Adds the step from one version to the next.</summary>
    public void AddUpcast(int from, Func<JsonNode, JsonNode> upcast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Version);
        _upcasts.Add(from, upcast);
    }

    /// <summary>Goes from an old version to the present one, step by step.</summary>
    public JsonNode Upcast(int from, JsonNode body)
    {
        for (var version = from; version < Version; version++)
        {
            body = _upcasts[version](body);
        }

        return body;
    }

    /// <summary>The versions that have no step to the next.</summary>
    public IEnumerable<int> MissingUpcasts() => Enumerable.Range(1, Version - 1).Where(from => !_upcasts.ContainsKey(from));
}
