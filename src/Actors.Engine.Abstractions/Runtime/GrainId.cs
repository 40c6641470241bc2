namespace Orleans.Runtime;

/// <summary>Who a grain is: its type and its key. Written <c>type/key</c>.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct GrainId : IEquatable<GrainId>
{
    /// <summary>The grain of that type with that key.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    /// <summary>The name of the grain's class.</summary>
    public GrainType Type { get; }

    /// <summary>The key among the grains of the type.</summary>
    public IdSpan Key { get; }

    /// <summary>Nobody.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>The grain of that type with that key.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>The grain of that type with that key.</summary>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>The grain of that type with that key.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>.</summary>
    /// <exception cref="FormatException">There is no slash.</exception>
    public static GrainId Parse(string value) => TryParse(value, out var result)
        ? result
        : throw new FormatException($"\"{value}\" is not a grain identity. It is written type/key.");

    /// <summary>Reads <c>type/key</c>.</summary>
    public static bool TryParse(string? value, out GrainId result)
    {
        if (value is not null && value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            result = Create(value[..slash], value[(slash + 1)..]);
            return true;
        }

        result = default;
        return false;
    }

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => unchecked(StableHash.Mix((Type.GetUniformHashCode() * 31) + Key.GetUniformHashCode()));

    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => unchecked((int)GetUniformHashCode());

    /// <summary><c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";
}
