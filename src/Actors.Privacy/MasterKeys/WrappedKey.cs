namespace Actors.Privacy.MasterKeys;

/// <summary>A data key encrypted under a master key, as it is stored.</summary>
/// <param name="MasterKey">The master key that opens it.</param>
/// <param name="Bytes">The wrap, in the format of the key service that made it.</param>
public sealed record WrappedKey(KeyId MasterKey, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The name of the master key only.</summary>
    public override string ToString() => $"key wrapped under {MasterKey}";
}
