using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Storage.Serialization;

/// <summary>
/// The types that may stand in storage, each with a name and a schema version of its own: code may rename and move them.
/// Filled once at start; complete once the first value is read or written.
/// </summary>
public sealed class StoredTypes
{
    private readonly Dictionary<Type, StoredType> _byType = [];
    private readonly Dictionary<string, StoredType> _byAlias = new(StringComparer.Ordinal);

    /// <summary>Adds a type.</summary>
    /// <param name="json">How it becomes JSON: from a source-generated context.</param>
    /// <param name="version">The version of its schema, from 1. Raise it with every change of the encoding.</param>
    /// <param name="alias">Its name in storage; null: the one of its <see cref="AliasAttribute"/>.</param>
    /// <exception cref="ArgumentException">It has no name, or the type or the name is there already.</exception>
    public StoredTypes Add<T>(JsonTypeInfo<T> json, int version = 1, string? alias = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        alias ??= typeof(T).GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias
            ?? throw new ArgumentException($"{typeof(T)} has no [Alias] and no name was given.", nameof(alias));
        var type = new StoredType(typeof(T), alias, version, json);
        if (!_byAlias.TryAdd(alias, type))
        {
            throw new ArgumentException($"{_byAlias[alias].Type} is already stored as {alias}.", nameof(alias));
        }

        _byType.Add(typeof(T), type);
        return this;
    }

    /// <summary>
    /// Adds the step that turns the JSON of version <paramref name="from"/> of a type into that of the next.
    /// </summary>
    public StoredTypes Upcast<T>(int from, Func<JsonNode, JsonNode> upcast)
    {
        Get(typeof(T)).AddUpcast(from, upcast);
        return this;
    }

    /// <summary>Checks that every version ever written can still be read.</summary>
    /// <exception cref="InvalidOperationException">A step is missing.</exception>
    public void Validate()
    {
        foreach (var type in _byAlias.Values)
        {
            foreach (var version in type.MissingUpcasts())
            {
                throw new InvalidOperationException($"{type.Type} cannot be read in version {version}: its upcast is missing.");
            }
        }
    }

    /// <summary>How a type stands in storage.</summary>
    /// <exception cref="InvalidOperationException">It may not.</exception>
    internal StoredType Get(Type type) => _byType.TryGetValue(type, out var stored)
        ? stored
        : throw new InvalidOperationException($"{type} is not among the stored types: add it with its JSON context.");

    /// <summary>What is stored under a name; null: nothing.</summary>
    internal StoredType? Find(string alias) => _byAlias.GetValueOrDefault(alias);
}

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
