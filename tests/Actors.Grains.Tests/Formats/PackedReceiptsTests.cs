using System.Text.Json;
using Actors.Domain.Entrants;
using Actors.Domain.Ledger;
using Actors.Grains.Formats;

namespace Actors.Grains.Tests.Formats;

public sealed class PackedReceiptsTests
{
    private static readonly DateTimeOffset Noon = new(2021, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void Receipts_are_read_as_they_were_written(int count)
    {
        var receipts = default(Receipts);
        for (var number = 0; number < count; number++)
        {
            receipts = receipts.With(new((ulong)number), Receipt.LocationReceived, Noon.AddMinutes(number), 0xFF_FFFF);
        }

        Assert.Equal(receipts, Read(JsonSerializer.Serialize(receipts, EntrantFormat.Json)));
    }

    /// <summary>Six of nine bytes stand in states of the first version: the newest are kept.</summary>
    [Fact]
    public void Receipts_without_moments_are_read()
    {
        var bytes = Enumerable.Range(1, 6).SelectMany(number => new byte[] { (byte)number, 0, 0, 0, 0, 0, 0, 0, 3 }).ToArray();
        var receipts = Read($"\"{Convert.ToBase64String(bytes)}\"");
        Assert.Equal([2, 3, 4, 5, 6], receipts.Entries.Select(entry => (int)entry.Command.Value));
        Assert.Equal(Receipt.LocationReceived, receipts.Find(new CommandId(6)));
        Assert.False(receipts.MayHaveForgotten(DateTimeOffset.UnixEpoch));
    }

    /// <summary>Five of 13 bytes stand in states of the second version.</summary>
    [Fact]
    public void Receipts_without_fingerprints_are_read()
    {
        var bytes = Enumerable.Range(1, 5)
            .SelectMany(number => new byte[] { (byte)number, 0, 0, 0, 0, 0, 0, 0, (byte)number, 0, 0, 0, 3 }).ToArray();
        var receipts = Read($"\"{Convert.ToBase64String(bytes)}\"");
        Assert.Equal(
            Enumerable.Range(1, 5).Select(number =>
                new Receipts.Entry(new((ulong)number), Receipt.LocationReceived, (uint)number)),
            receipts.Entries);
        Assert.Equal(EntrantReply.Of(Receipt.LocationReceived), receipts.Repeat(new CommandId(3), fingerprint: 7));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(78)]
    [InlineData(63)]
    public void Anything_else_is_refused(int bytes) =>
        Assert.Throws<JsonException>(() => Read($"\"{Convert.ToBase64String(new byte[bytes])}\""));

    private static Receipts Read(string json) => JsonSerializer.Deserialize<Receipts>(json, EntrantFormat.Json);
}
