using System.Reflection;
using System.Text.Json;
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

    /// <summary>Adds a type.</summary>
    /// <param name="json">How it becomes JSON: the options of a source-generated context that has the type.</param>
    /// <param name="version">The version of its schema, from 1. Raise it with every change of the encoding.</param>
    /// <param name="alias">Its name in storage; <c>null</c> for that of its <see cref="AliasAttribute"/>.</param>
    /// <exception cref="ArgumentException">It has no name, or the type or the name is there already.</exception>
    public StoredTypes Add<T>(JsonSerializerOptions json, int version = 1, string? alias = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Add((JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)), version, alias);
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
