using System.Buffers.Binary;
using Actors.WebRtc.Caller.Video;

namespace Actors.WebRtc.Caller.Tests.Video;

public sealed class IvfReaderTests
{
    [Fact]
    public void Frames_come_in_their_order()
    {
        var file = IvfReader.Read(File("VP80", [[1, 2, 3], [], [4]]));

        Assert.Equal((320, 240, TimeSpan.FromMilliseconds(40)), (file.Width, file.Height, file.FrameTime));
        Assert.Equal(["010203", "", "04"], file.Frames.Select(frame => Convert.ToHexString(frame.Span)));
    }

    [Theory]
    [InlineData(0, 4, "does not start with DKIF")]
    [InlineData(8, 4, "does not contain VP8")]
    [InlineData(16, 4, "no frame rate")]
    [InlineData(6, 2, "within its header")]
    public void What_is_not_such_a_file_is_refused_by_name(int at, int bytes, string message)
    {
        var file = File("VP80", [[1]]);
        file.AsSpan(at, bytes).Clear();
        Assert.Contains(message, Assert.Throws<FormatException>(() => IvfReader.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_within_a_frame_is_refused() =>
        Assert.Throws<FormatException>(() => IvfReader.Read(File("VP80", [[1, 2, 3]]).AsMemory()[..^1]));

    private static byte[] File(string codec, byte[][] frames)
    {
        var head = new byte[32];
        "DKIF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(6), 32);
        System.Text.Encoding.ASCII.GetBytes(codec).CopyTo(head, 8);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(12), 320);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(14), 240);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), 25);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(20), 1);
        return [.. head, .. frames.SelectMany(frame => BitConverter.GetBytes(frame.Length).Concat(new byte[8]).Concat(frame))];
    }
}
