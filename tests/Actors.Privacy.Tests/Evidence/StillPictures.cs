namespace Actors.Privacy.Tests.Evidence;

/// <summary>Bytes that begin as WebP does.</summary>
internal static class StillPictures
{
    public static byte[] Of(int number, int length = 2_000)
    {
        var picture = new byte[length];
        new Random(number).NextBytes(picture);
        "RIFF....WEBP"u8.CopyTo(picture);
        return picture;
    }
}
