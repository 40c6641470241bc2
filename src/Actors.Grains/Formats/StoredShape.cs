using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Grains.Formats;

/// <summary>
/// The stored form of one type: a name for each stored property, and the names of derived types. A shape is complete: a
/// settable property that it does not mention fails at start. A property that can only be read is not stored.
/// </summary>
/// <param name="type">The type; for a generic type its definition, such as <c>typeof(Ledgered&lt;,,&gt;)</c>.</param>
public sealed class StoredShape(Type type)
{
    private readonly Dictionary<string, StoredProperty> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);
    private readonly List<JsonDerivedType> _kinds = [];
    private bool _keepsOthers;

    /// <summary>The type.</summary>
    public Type Type { get; } = type;

    /// <summary>Stores a property under a name. <c>null</c> is left out.</summary>
    public StoredShape Name(string name, string property, JsonConverter? converter = null) =>
        Add(property, new(name, converter, OmitsDefault: false));

    /// <summary>Stores a property under a name, and leaves out the default value of its type.</summary>
    public StoredShape NameUnlessDefault(string name, string property, JsonConverter? converter = null) =>
        Add(property, new(name, converter, OmitsDefault: true));

    /// <summary>Does not store a property.</summary>
    public StoredShape Skip(string property)
    {
        _skipped.Add(property);
        return this;
    }

    /// <summary>Stores all other properties under their own names in camel case.</summary>
    public StoredShape KeepOthers()
    {
        _keepsOthers = true;
        return this;
    }

    /// <summary>Stores a derived type under a name, in the property <c>k</c>.</summary>
    public StoredShape Kind<TDerived>(string name)
    {
        _kinds.Add(new(typeof(TDerived), name));
        return this;
    }

    /// <summary>Gives a contract this shape.</summary>
    /// <exception cref="InvalidOperationException">
    /// The type has a property that the shape lacks, or the other way round.
    /// </exception>
    internal void Apply(JsonTypeInfo contract)
    {
        if (_kinds.Count > 0)
        {
            contract.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "k" };
            _kinds.ForEach(contract.PolymorphismOptions.DerivedTypes.Add);
        }

        var (wanted, skipped) = (ByContractName(contract), _skipped.Select(name => ContractName(contract, name)).ToHashSet());
        foreach (var property in contract.Properties.ToList())
        {
            if (wanted.Remove(property.Name, out var stored))
            {
                stored.Apply(property);
            }
            else if (skipped.Contains(property.Name))
            {
                // It cannot be removed: the generated constructor call has a value for each settable property.
                property.ShouldSerialize = static (_, _) => false;
            }
            else if (property.Set is null && property.AssociatedParameter is null)
            {
                contract.Properties.Remove(property);
            }
            else if (!_keepsOthers)
            {
                throw new InvalidOperationException($"{Type}.{property.Name} has no stored name: add it to the shape.");
            }
        }

        if (wanted.Count > 0)
        {
            throw new InvalidOperationException($"{Type} has no property {wanted.Keys.First()}: the shape names it.");
        }
    }

    private StoredShape Add(string property, StoredProperty stored)
    {
        _properties.Add(property, stored);
        return this;
    }

    private Dictionary<string, StoredProperty> ByContractName(JsonTypeInfo contract) =>
        _properties.ToDictionary(pair => ContractName(contract, pair.Key), pair => pair.Value, StringComparer.Ordinal);

    private static string ContractName(JsonTypeInfo contract, string property) =>
        contract.Options.PropertyNamingPolicy?.ConvertName(property) ?? property;

    private sealed record StoredProperty(string Name, JsonConverter? Converter, bool OmitsDefault)
    {
        public void Apply(JsonPropertyInfo property)
        {
            property.Name = Name;
            property.CustomConverter = Converter ?? property.CustomConverter;
            if (OmitsDefault)
            {
                var empty = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
                property.ShouldSerialize = (_, value) => !Equals(value, empty);
            }
        }
    }
}

/// <summary>Bytes as base64 text in JSON.</summary>
internal static class Base64
{
    /// <summary>Reads packed bytes.</summary>
    public delegate T Unpack<out T>(ReadOnlySpan<byte> bytes);

    /// <summary>Reads base64 text and unpacks its bytes.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, Unpack<T> unpack)
    {
        try
        {
            return unpack(reader.GetBytesFromBase64());
        }
        catch (FormatException exception)
        {
            throw new JsonException($"Not a packed {typeof(T).Name}.", exception);
        }
    }
}
