using Actors.Vision.Pictures;

namespace Actors.Vision.Tests;

/// <summary>A picture that stays: luma, then the two colour planes, without gaps.</summary>
internal sealed record StoredPicture(byte[] Bytes, int Width, int Height)
{
    /// <summary>As detectors take it.</summary>
    public I420Picture Picture => I420Picture.FromPacked(Bytes, Width, Height);

    /// <summary>Bytes of a picture of this size.</summary>
    public static int Length(int width, int height) => (width * height) + (2 * ((width + 1) / 2) * ((height + 1) / 2));

    /// <summary>A grey picture whose luma is told pixel by pixel.</summary>
    public static StoredPicture Grey(int width, int height, Func<int, int, int> luma)
    {
        var bytes = new byte[Length(width, height)];
        bytes.AsSpan(width * height).Fill(128);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bytes[(y * width) + x] = (byte)luma(x, y);
            }
        }

        return new(bytes, width, height);
    }

    /// <summary>Luma and colours at random.</summary>
    public static StoredPicture Noise(int width, int height, int seed)
    {
        var bytes = new byte[Length(width, height)];
        new Random(seed).NextBytes(bytes);
        return new(bytes, width, height);
    }
}
