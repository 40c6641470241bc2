using System.Text;

namespace Orleans.Runtime;

/// <summary>The bytes of a key or type name, UTF-8, with their hash.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly byte[]? _value;
    private readonly int _hashCode;

    /// <summary>Takes over the bytes; they must not change afterwards.</summary>
    public IdSpan(byte[] value)
    {
        _value = value;
        _hashCode = StableHash.Compute(value);
    }

    /// <summary>Without a value.</summary>
    public bool IsDefault => _value is null || _value.Length == 0;

    /// <summary>The text as UTF-8.</summary>
    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value;

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => unchecked((uint)_hashCode);

    public bool Equals(IdSpan obj) =>
        _hashCode == obj._hashCode && (ReferenceEquals(_value, obj._value) || AsSpan().SequenceEqual(obj.AsSpan()));

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hashCode;

    /// <summary>The text.</summary>
    public override string ToString() => _value is null ? "" : Encoding.UTF8.GetString(_value);
}
