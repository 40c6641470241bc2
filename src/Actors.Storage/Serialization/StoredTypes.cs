using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Storage.Serialization;

/// <summary>
/// The types that may be stored, each with an alias and a schema version, so that code may rename and move them. Filled at
/// start, before the first value is read or written.
/// </summary>
public sealed class StoredTypes
{
    private readonly Dictionary<Type, StoredType> _byType = [];
    private readonly Dictionary<string, StoredType> _byAlias = new(StringComparer.Ordinal);

    /// <summary>Adds a type.</summary>
    /// <param name="json">The JSON metadata, from a source-generated context.</param>
    /// <param name="version">The schema version, from 1. Raise it with every change of the encoding.</param>
    /// <param name="alias">The name in storage; the <see cref="AliasAttribute"/> of the type if <c>null</c>.</param>
    /// <exception cref="ArgumentException">The type has no alias, or the type or alias was added before.</exception>
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
    /// Adds the step from the JSON of version <paramref name="from"/> of a type to that of the next version.
    /// </summary>
    public StoredTypes Upcast<T>(int from, Func<JsonNode, JsonNode> upcast)
    {
        Get(typeof(T)).AddUpcast(from, upcast);
        return this;
    }

    /// <summary>Checks that every older version can be read.</summary>
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

    /// <summary>Finds how a type is stored.</summary>
    /// <exception cref="InvalidOperationException">The type was not added.</exception>
    internal StoredType Get(Type type) => _byType.TryGetValue(type, out var stored)
        ? stored
        : throw new InvalidOperationException($"{type} is not a stored type. Add it to StoredTypes with its JSON context.");

    /// <summary>Finds the type with an alias; <c>null</c> if there is none.</summary>
    internal StoredType? Find(string alias) => _byAlias.GetValueOrDefault(alias);
}

/// <summary>How a type is stored.</summary>
/// <param name="Type">The type in code.</param>
/// <param name="Alias">The name in storage.</param>
/// <param name="Version">The schema version that the program writes.</param>
/// <param name="Json">The JSON metadata.</param>
internal sealed record StoredType(Type Type, string Alias, int Version, JsonTypeInfo Json)
{
    private readonly Dictionary<int, Func<JsonNode, JsonNode>> _upcasts = [];

    /// <summary>Adds the step from a version to the next.</summary>
    public void AddUpcast(int from, Func<JsonNode, JsonNode> upcast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Version);
        _upcasts.Add(from, upcast);
    }

    /// <summary>Upgrades from an old version to the current one, step by step.</summary>
    public JsonNode Upcast(int from, JsonNode body)
    {
        for (var version = from; version < Version; version++)
        {
            body = _upcasts[version](body);
        }

        return body;
    }

    /// <summary>The versions without a step to the next.</summary>
    public IEnumerable<int> MissingUpcasts() => Enumerable.Range(1, Version - 1).Where(from => !_upcasts.ContainsKey(from));
}
