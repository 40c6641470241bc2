using System.Runtime.InteropServices;

namespace Actors.Privacy.Tokens;

/// <summary>The SHA-256 of a token, as a key of tables.</summary>
internal readonly struct PhoneTokenHash(byte[] bytes) : IEquatable<PhoneTokenHash>
{
    public byte[] Bytes { get; } = bytes;

    public bool Equals(PhoneTokenHash other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is PhoneTokenHash other && Equals(other);

    /// <summary>The first bytes of a hash are as good as any hash of it.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Bytes);
}
