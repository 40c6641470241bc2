using System.Buffers.Binary;
using Actors.Benchmarks.Calls;
using Actors.Testing.Hostile;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Fuzz;

/// <summary>VP8 payload descriptors, frames and films.</summary>
internal static class Vp8Targets
{
    private const int HeadBytes = 32;
    private const int FilmHead = HeadBytes + 12;
    private const int FirstBytes = 16;

    /// <summary>The payload descriptor of a packet.</summary>
    public static FuzzTarget Descriptor() => new(
        "vp8 descriptor",
        120_000,
        random => DatagramMutation.Mutate([0x90, 0xF0, 0x81, 0x23, 1, 2, 3, 4], random),
        input => Vp8PayloadDescriptor.TryRead(input, out var descriptor)
            && (descriptor.Length < input.Length ? true : throw new FuzzFindingException("No data follow the descriptor.")));

    /// <summary>The header of a frame.</summary>
    public static FuzzTarget FrameHeader()
    {
        var head = CallFilm.ReadKeyFrames()[0][..HeadBytes];
        return new(
            "vp8 frame header",
            120_000,
            random => DatagramMutation.Mutate(head, random),
            input => Vp8FrameHeader.TryRead(input, out _));
    }

    /// <summary>Changed key frames of the film in libvpx. Frames with too many pixels do not reach it.</summary>
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

                // Reading the last sample of each plane fails if a plane is too short.
                _ = picture.Y[^1] + picture.U[^1] + picture.V[^1];
                return (long)picture.Width * picture.Height <= Vp8Decoder.DefaultMaxPixels
                    ? true
                    : throw new FuzzFindingException("The picture has more pixels than allowed.");
            })
        {
            Holds = [decoder],
        };
    }

    /// <summary>A film with one frame.</summary>
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
