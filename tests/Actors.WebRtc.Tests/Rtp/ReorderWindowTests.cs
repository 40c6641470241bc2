using System.Buffers.Binary;
using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Tests.Rtp;

public sealed class ReorderWindowTests : IDisposable
{
    private readonly List<int> _delivered = [];
    private readonly ReorderWindow _window;

    public ReorderWindowTests() =>
        _window = new(packet => _delivered.Add(BinaryPrimitives.ReadUInt16BigEndian(packet)));

    public void Dispose() => _window.Dispose();

    [Fact]
    public void Packets_in_order_go_through_also_over_the_end_of_the_numbers()
    {
        Add(now: 0, 65_534, 65_535, 0, 1);

        Assert.Equal([65_534, 65_535, 0, 1], _delivered);
        Assert.Equal(0, _window.Waiting);
    }

    [Fact]
    public void Packets_out_of_order_are_put_into_order()
    {
        Add(now: 0, 7, 10, 9, 8, 11);

        Assert.Equal([7, 8, 9, 10, 11], _delivered);
    }

    [Fact]
    public void What_is_missing_is_asked_for_at_once_and_again_after_a_pause()
    {
        Add(now: 0, 7, 10, 12);

        Assert.Equal([8, 9, 11], Missing(now: 0));
        Assert.Empty(Missing(ReorderWindow.Pause - 1));
        Assert.Equal([8, 9, 11], Missing(ReorderWindow.Pause));
    }

    [Fact]
    public void A_gap_is_given_up_when_the_packet_behind_it_has_waited_long_enough()
    {
        Add(now: 0, 7, 10);
        Add(now: 100, 12);
        Missing(ReorderWindow.Patience - 1);
        Assert.Equal([7], _delivered);
        Missing(ReorderWindow.Patience);
        Assert.Equal([7, 10], _delivered);
        Assert.Equal(2, _window.GivenUp);
        Missing(ReorderWindow.Patience + 100);
        Assert.Equal([7, 10, 12], _delivered);
    }

    [Fact]
    public void A_packet_that_comes_twice_or_too_late_is_not_delivered_again()
    {
        Add(now: 0, 7, 9, 9, 8, 8, 7);

        Assert.Equal([7, 8, 9], _delivered);
        Assert.Equal(3, _window.Late);
    }

    [Fact]
    public void A_jump_further_than_the_window_starts_again()
    {
        Add(now: 0, 7, 9, 7 + ReorderWindow.Size + 1, 7 + ReorderWindow.Size + 2);

        Assert.Equal([7, 7 + ReorderWindow.Size + 1, 7 + ReorderWindow.Size + 2], _delivered);
        Assert.Equal(0, _window.Waiting);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_comes_is_delivered_in_order_and_once(int seed)
    {
        var dice = new Random(seed);
        var comes = Enumerable.Range(0, 5_000)
            .SelectMany(number => Enumerable.Repeat(number, dice.Next(20) switch { 0 => 0, 1 => 2, _ => 1 }))
            .Select(number => (At: (number * 10L) + dice.Next(120), Sequence: SequenceNumbers.Add(65_000, number)))
            .OrderBy(packet => packet.At);
        foreach (var (at, sequence) in comes)
        {
            Add(at, sequence);
            Missing(at);
        }

        Assert.All(_delivered.Zip(_delivered.Skip(1)), pair =>
            Assert.True(SequenceNumbers.Distance((ushort)pair.First, (ushort)pair.Second) > 0));
        Assert.InRange(_delivered.Count, 4_500, 5_000); // One of twenty never came.
    }

    private void Add(long now, params int[] sequences)
    {
        Span<byte> packet = stackalloc byte[2];
        foreach (var sequence in sequences)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet, (ushort)sequence);
            _window.Add((ushort)sequence, packet, now);
        }
    }

    private ushort[] Missing(long now)
    {
        Span<ushort> missing = stackalloc ushort[16];
        return missing[.._window.Poll(now, missing)].ToArray();
    }
}
