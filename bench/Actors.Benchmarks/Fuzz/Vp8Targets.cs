using System.Buffers.Binary;
using Actors.Benchmarks.Calls;
using Actors.Testing.Hostile;
using Actors.WebRtc.Calls;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Fuzz;

/// <summary>VP8: what stands around a frame, the frame, and films.</summary>
internal static class Vp8Targets
{
    private const int HeadBytes = 32;
    private const int FilmHead = HeadBytes + 12;
    private const int FirstBytes = 16;

    /// <summary>What stands before VP8 in a packet.</summary>
    public static FuzzTarget Descriptor() => new(
        "vp8 descriptor",
        120_000,
        random => DatagramMutation.Mutate([0x90, 0xF0, 0x81, 0x23, 1, 2, 3, 4], random),
        input => Vp8PayloadDescriptor.TryRead(input, out var descriptor)
            && (descriptor.Length < input.Length ? true : throw new FuzzFindingException("Nothing follows it.")));

    /// <summary>How a frame begins.</summary>
    public static FuzzTarget FrameHeader()
    {
        var head = CallFilm.ReadKeyFrames()[0][..HeadBytes];
        return new(
            "vp8 frame header",
            120_000,
            random => DatagramMutation.Mutate(head, random),
            input => Vp8FrameHeader.TryRead(input, out _));
    }

    /// <summary>Key frames of the film, changed, in libvpx. Those of more pixels than allowed stop before it.</summary>
    public static FuzzTarget Decoder()
    {
        var frames = CallFilm.ReadKeyFrames();
        var decoder = new Vp8Decoder();
        return new(
            "vp8 decoder",
            6_000,
            random => Noise.Mutate(frames[random.Next(0, frames.Length)], HeadBytes, random),
            input =>
            {
                if (decoder.Decode(input, out var picture) != Vp8DecoderResult.Picture)
                {
                    return false;
                }

                // The last sample of each plane: a read beyond the picture fails here.
                _ = picture.Y[^1] + picture.U[^1] + picture.V[^1];
                return (long)picture.Width * picture.Height <= Vp8Decoder.DefaultMostPixels
                    ? true
                    : throw new FuzzFindingException("It is larger than allowed.");
            })
        {
            Holds = [decoder],
        };
    }

    /// <summary>Films: a file with one frame.</summary>
    public static FuzzTarget Ivf()
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(CallFilm.Find());
        var film = file[..(FilmHead + (int)BinaryPrimitives.ReadUInt32LittleEndian(file[HeadBytes..]))].ToArray();
        return new(
            "ivf",
            60_000,
            random => Noise.Mutate(film, FilmHead + FirstBytes, random),
            input =>
            {
                try
                {
                    return VideoClip.Read(input).Count > 0;
                }
                catch (FormatException)
                {
                    return false;
                }
            });
    }
}
