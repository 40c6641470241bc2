namespace Orleans.Runtime;

/// <summary>
/// FNV-1a with a final mix: the same in every process, spread over all 32 bits. Not the value Orleans computes.
/// </summary>
internal static class StableHash
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    public static int Compute(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = OffsetBasis;
            foreach (var value in bytes)
            {
                hash = (hash ^ value) * Prime;
            }

            return (int)Mix(hash);
        }
    }

    /// <summary>Finalizer of MurmurHash3: every input bit reaches every output bit.</summary>
    public static uint Mix(uint hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return hash ^ (hash >> 16);
        }
    }
}
