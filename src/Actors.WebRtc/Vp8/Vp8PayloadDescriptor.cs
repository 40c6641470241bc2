namespace Actors.WebRtc.Vp8;

/// <summary>The payload descriptor before VP8 data (RFC 7741, section 4.2).</summary>
/// <param name="IsStartOfPartition">Whether a partition starts here.</param>
/// <param name="Partition">The index of the partition.</param>
/// <param name="Length">Bytes of the descriptor.</param>
public readonly record struct Vp8PayloadDescriptor(bool IsStartOfPartition, int Partition, int Length)
{
    private const byte Extended = 0x80;
    private const byte Start = 0x10;
    private const byte PictureId = 0x80;
    private const byte LongPictureId = 0x80;
    private const byte PartitionZeroIndex = 0x40;
    private const byte LayerOrKeyIndex = 0x30;

    /// <summary>Whether a frame starts here.</summary>
    public bool IsStartOfFrame => IsStartOfPartition && Partition == 0;

    /// <summary>Reads the descriptor of a payload; false if it is incomplete or no data follow.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out Vp8PayloadDescriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty)
        {
            return false;
        }

        var length = 1;
        if ((payload[0] & Extended) != 0)
        {
            if (payload.Length < 2)
            {
                return false;
            }

            var extension = payload[length++];
            if ((extension & PictureId) != 0)
            {
                if (payload.Length <= length)
                {
                    return false;
                }

                length += (payload[length] & LongPictureId) != 0 ? 2 : 1;
            }

            length += (extension & PartitionZeroIndex) != 0 ? 1 : 0;
            length += (extension & LayerOrKeyIndex) != 0 ? 1 : 0;
        }

        descriptor = new((payload[0] & Start) != 0, payload[0] & 0x07, length);
        return payload.Length > length;
    }
}
