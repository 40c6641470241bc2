using System.Security.Cryptography;

namespace Actors.Testing;

/// <summary>Random bytes that are the same for the same seed.</summary>
public sealed class SeededNumbers(ulong seed) : RandomNumberGenerator
{
    private readonly SeededRandom _random = new(seed);

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        foreach (ref var next in data)
        {
            next = (byte)(_random.Next() & 0xFF);
        }
    }
}
