namespace Orleans.Runtime;

/// <summary>The name of a grain class in identities and storage.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct GrainType : IEquatable<GrainType>
{
    /// <summary>A type with that name.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The name as bytes.</summary>
    public IdSpan Value { get; }

    /// <summary>Without a name.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>A type with that name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The name.</summary>
    public override string ToString() => Value.ToString();
}
