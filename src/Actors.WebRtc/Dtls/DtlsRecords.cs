using System.Buffers.Binary;

namespace Actors.WebRtc.Dtls;

/// <summary>Records of DTLS 1.2 (RFC 6347, section 4.1): a header of 13 bytes, of which the last two are a length.</summary>
internal static class DtlsRecords
{
    private const int HeaderLength = 13;
    private const int LengthOffset = 11;
    private const byte FirstContentType = 20;
    private const byte LastContentType = 23;
    private const byte Major = 0xFE;

    /// <summary>
    /// Whether a datagram consists of whole records of known types. Others are dropped (section 4.1.2.7) before OpenSSL
    /// sees them. OpenSSL checks the versions.
    /// </summary>
    public static bool AreWhole(ReadOnlySpan<byte> datagram)
    {
        if (datagram.IsEmpty)
        {
            return false;
        }

        while (!datagram.IsEmpty)
        {
            if (datagram.Length < HeaderLength
                || datagram[0] is < FirstContentType or > LastContentType
                || datagram[1] != Major
                || datagram.Length < LengthOfFirst(datagram))
            {
                return false;
            }

            datagram = datagram[LengthOfFirst(datagram)..];
        }

        return true;
    }

    /// <summary>
    /// The length of the first records that fit into one datagram (section 4.1.1 allows several). A memory BIO joins
    /// what OpenSSL writes, so the limits of records are found again.
    /// </summary>
    public static int LengthOfNextDatagram(ReadOnlySpan<byte> records, int mtu)
    {
        var length = 0;
        while (records.Length - length >= HeaderLength)
        {
            var next = LengthOfFirst(records[length..]);
            if (next > records.Length - length || (length > 0 && length + next > mtu))
            {
                break;
            }

            length += next;
        }

        return length;
    }

    private static int LengthOfFirst(ReadOnlySpan<byte> records) =>
        HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(records[LengthOffset..]);
}
