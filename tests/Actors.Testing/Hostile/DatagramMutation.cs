namespace Actors.Testing.Hostile;

/// <summary>What happens to a datagram by accident or on purpose.</summary>
public static class DatagramMutation
{
    /// <summary>Changes it in one to four places; the length that a STUN header tells is mended half of the time.</summary>
    public static byte[] Mutate(ReadOnlySpan<byte> original, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bytes = original.ToArray().ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            MutateOnce(bytes, random);
        }

        if (random.Next(0, 2) == 0)
        {
            MendLength(bytes);
        }

        return [.. bytes];
    }

    private static void MutateOnce(List<byte> bytes, SeededRandom random)
    {
        var at = random.Next(0, Math.Max(1, bytes.Count));
        var length = Math.Min(random.Next(1, 9), bytes.Count - at);
        switch (random.Next(0, 7))
        {
            case 0 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << random.Next(0, 8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at] = (byte)random.Next(0, 256);
                break;
            case 2 when bytes.Count > 0:
                bytes[at] = random.Next(0, 2) == 0 ? (byte)0 : (byte)255;
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Enumerable.Range(0, 4 * random.Next(1, 4)).Select(_ => (byte)random.Next(0, 256)));
                break;
        }
    }

    /// <summary>Makes the header say the length that is there, so that what stands behind it is looked at.</summary>
    private static void MendLength(List<byte> bytes)
    {
        if (bytes.Count >= 20)
        {
            bytes[2] = (byte)((bytes.Count - 20) >> 8);
            bytes[3] = (byte)((bytes.Count - 20) & 0xFF);
        }
    }
}
