using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

public class DtlsRecordsTests
{
    [Fact]
    public void A_datagram_is_one_or_more_whole_records()
    {
        Assert.True(DtlsRecords.AreWhole(Record(22, 0)));
        Assert.True(DtlsRecords.AreWhole([.. Record(20, 1), .. Record(21, 2), .. Record(23, 1000)]));
    }

    [Fact]
    public void Nothing_else_is_one()
    {
        Assert.False(DtlsRecords.AreWhole([]));
        Assert.False(DtlsRecords.AreWhole(Record(22, 5).AsSpan(0, 17)));
        Assert.False(DtlsRecords.AreWhole([.. Record(22, 5), 22]));
        Assert.False(DtlsRecords.AreWhole(Record(22, 5).AsSpan(0, 12)));
        Assert.False(DtlsRecords.AreWhole(Record(19, 5)));
        Assert.False(DtlsRecords.AreWhole(Record(24, 5)));
        Assert.False(DtlsRecords.AreWhole([22, 3, 3, .. Record(22, 5)[3..]]));
    }

    [Fact]
    public void Records_go_into_one_datagram_as_long_as_they_fit()
    {
        byte[] records = [.. Record(22, 487), .. Record(22, 487), .. Record(22, 188), .. Record(22, 1000)];

        Assert.Equal(1000, DtlsRecords.LengthOfNextDatagram(records, 1200));
        Assert.Equal(1201, DtlsRecords.LengthOfNextDatagram(records, 1201));
        Assert.Equal(500, DtlsRecords.LengthOfNextDatagram(records, 999));
    }

    [Fact]
    public void A_record_that_fits_into_none_goes_alone() =>
        Assert.Equal(1313, DtlsRecords.LengthOfNextDatagram([.. Record(22, 1300), .. Record(22, 1)], 1200));

    [Fact]
    public void The_beginning_of_a_record_is_none() =>
        Assert.Equal(0, DtlsRecords.LengthOfNextDatagram(Record(22, 100).AsSpan(0, 50), 1200));

    private static byte[] Record(byte type, int length)
    {
        var record = new byte[13 + length];
        record[0] = type;
        (record[1], record[2]) = (0xFE, 0xFD);
        (record[11], record[12]) = ((byte)(length >> 8), (byte)(length & 0xFF));
        return record;
    }
}
