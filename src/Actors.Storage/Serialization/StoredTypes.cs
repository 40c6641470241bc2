using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

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

    /// <summary>Adds a type.</summary>
    /// <param name="json">How it becomes JSON: the options of a source-generated context that has the type.</param>
    /// <param name="version">The version of its schema, from 1. Raise it with every change of the encoding.</param>
    /// <param name="alias">Its name in storage; <c>null</c> for that of its <see cref="AliasAttribute"/>.</param>
    /// <exception cref="ArgumentException">It has no name, or the type or the name is there already.</exception>
    public StoredTypes Add<T>(JsonSerializerOptions json, int version = 1, string? alias = null) =>
        Add((JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)), version, alias);

    /// <summary>
    /// Adds the step from the JSON of version <paramref name="from"/> of a type to that of the next version.
    /// </summary>
    public StoredTypes Upcast<T>(int from, Func<JsonNode, JsonNode> upcast)
    {
        Get(typeof(T)).AddUpcast(from, upcast);
        return this;
    }

    /// <summary>
    /// Adds the step from the JSON of the version after <paramref name="to"/> of a type back to that of version
    /// <paramref name="to"/>. A server takes it as long as servers of the release before may run beside it.
    /// </summary>
    /// <param name="to">The version of the schema that the release before reads.</param>
    /// <param name="since">The first storage version in which the later schema is written.</param>
    /// <param name="downcast">The step.</param>
    public StoredTypes Downcast<T>(int to, int since, Func<JsonNode, JsonNode> downcast)
    {
        Get(typeof(T)).AddDowncast(to, since, downcast);
        NewestVersion = Math.Max(NewestVersion, since);
        return this;
    }

    /// <summary>The storage version that this release writes when nothing else is wanted; from 1.</summary>
    public int NewestVersion { get; private set; } = 1;

    /// <summary>Writes what servers of an older storage version can read.</summary>
    /// <param name="version">The storage version; null for the one before the newest, which the release before reads.</param>
    /// <exception cref="OptionsValidationException">There is no such storage version.</exception>
    public StoredTypes WriteAs(int? version)
    {
        var chosen = version ?? Math.Max(1, NewestVersion - 1);
        if (chosen < 1 || chosen > NewestVersion)
        {
            throw new OptionsValidationException(
                nameof(StoredTypes), typeof(StoredTypes),
                [$"Storage:WriteVersion is {chosen}; this release writes 1 to {NewestVersion}."]);
        }

        foreach (var type in _byAlias.Values)
        {
            type.WriteAs(chosen);
        }

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
    private readonly Dictionary<int, (int Since, Func<JsonNode, JsonNode> Step)> _downcasts = [];

    /// <summary>The schema version that is written.</summary>
    public int Written { get; private set; } = Version;

    /// <summary>Adds the step from a version to the next.</summary>
    public void AddUpcast(int from, Func<JsonNode, JsonNode> upcast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Version);
        _upcasts.Add(from, upcast);
    }

    /// <summary>Adds the step back to a version.</summary>
    public void AddDowncast(int to, int since, Func<JsonNode, JsonNode> downcast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, Version);
        ArgumentOutOfRangeException.ThrowIfLessThan(since, 1);
        _downcasts.Add(to, (since, downcast));
    }

    /// <summary>Writes the newest schema version that belongs to a storage version.</summary>
    public void WriteAs(int storageVersion)
    {
        Written = Version;
        while (_downcasts.TryGetValue(Written - 1, out var downcast) && downcast.Since > storageVersion)
        {
            Written--;
        }
    }

    /// <summary>Changes the JSON of the present version to that of the written one, step by step.</summary>
    public JsonNode Downcast(JsonNode body)
    {
        for (var version = Version - 1; version >= Written; version--)
        {
            body = _downcasts[version].Step(body);
        }

        return body;
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
