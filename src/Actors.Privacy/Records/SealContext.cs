using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>
/// What is authenticated beside the ciphertext: format, record and purpose. The first two have a fixed length, so two
/// different contexts never have the same bytes.
/// </summary>
internal static class SealContext
{
    /// <summary>The longest context.</summary>
    public const int MaxByteCount = 1 + RecordId.ByteCount + SealPurpose.MaxNameBytes;

    /// <summary>Writes the context and returns its length.</summary>
    public static int Write(Span<byte> destination, RecordId record, SealPurpose purpose)
    {
        destination[0] = Sealed.Format;
        record.WriteTo(destination[1..]);
        return 1 + RecordId.ByteCount + purpose.WriteTo(destination[(1 + RecordId.ByteCount)..]);
    }
}
