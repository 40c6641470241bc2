using System.Net;
using System.Security.Cryptography;
using Actors.Testing;
using Actors.Testing.Hostile;
using Actors.WebRtc.Caller.Ice;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.Benchmarks.Fuzz;

/// <summary>STUN messages and the ICE agents that process them.</summary>
internal static class StunTargets
{
    private const int MaxNameBytes = 40;
    private static readonly byte[][] Vectors = [Rfc5769.Request, Rfc5769.IPv4Response, Rfc5769.IPv6Response];
    private static readonly TransportAddress Phone = TransportAddress.From(new IPEndPoint(IPAddress.Loopback, 40_001));

    /// <summary>Reads a message and all of its attributes.</summary>
    public static FuzzTarget Message() => new(
        "stun message", 250_000, random => DatagramMutation.Mutate(Vectors[random.Next(0, Vectors.Length)], random), Read);

    /// <summary>Both agents, with wrongly composed messages of a sender that knows the password.</summary>
    public static FuzzTarget Agents()
    {
        using var random = RandomNumberGenerator.Create();
        var (server, caller) = (IceCredentials.Create(random), IceCredentials.Create(random));
        var lite = new IceLiteAgent(server, caller);
        var numbers = RandomNumberGenerator.Create();
        var controlling = new ControllingIceAgent(caller, server, numbers);
        var now = 0L;
        return new(
            "ice agents",
            80_000,
            draw => draw.Next(0, 2) == 0 ? Compose(draw, server, caller) : Compose(draw, caller, server),
            input =>
            {
                Span<byte> response = stackalloc byte[StunWriter.Enough];
                now++;
                return (lite.Receive(input, Phone, now, response) > 0)
                    | (controlling.Receive(input, Phone, now, response) > 0);
            })
        {
            Holds = [numbers],
        };
    }

    private static bool Read(byte[] input)
    {
        if (!StunMessage.TryRead(input, out var message))
        {
            return false;
        }

        StunReading.ReadAll(message);
        _ = IceUsername.TrySplit(message.Username, out _, out _);
        _ = message.IsAuthentic(Rfc5769.Key);
        return true;
    }

    private static byte[] Compose(SeededRandom random, IceCredentials to, IceCredentials from)
    {
        Span<byte> buffer = stackalloc byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, (StunClass)random.Next(0, 4), new(random.Next(), (uint)random.Next(0, int.MaxValue)));
        for (var attributes = random.Next(1, 7); attributes > 0; attributes--)
        {
            Add(ref writer, random, to, from);
        }

        if (random.Next(0, 8) > 0)
        {
            writer.Integrity(to.PasswordBytes);
        }

        if (random.Next(0, 4) > 0)
        {
            writer.Fingerprint();
        }

        var message = buffer[..writer.Length];
        return random.Next(0, 4) == 0 ? DatagramMutation.Mutate(message, random) : message.ToArray();
    }

    private static void Add(ref StunWriter writer, SeededRandom random, IceCredentials to, IceCredentials from)
    {
        switch (random.Next(0, 9))
        {
            case 0 or 1 or 2:
                writer.Username(to.FragmentBytes, from.FragmentBytes);
                break;
            case 3:
                writer.Software(Noise.Bytes(random, random.Next(0, MaxNameBytes)));
                break;
            case 4:
                writer.Priority((uint)random.Next(0, int.MaxValue));
                break;
            case 5:
                writer.UseCandidate();
                break;
            case 6:
                writer.Controlling(random.Next());
                break;
            case 7:
                writer.Controlled(random.Next());
                break;
            default:
                writer.UnknownAttributes([(ushort)random.Next(0, ushort.MaxValue), (ushort)random.Next(0, ushort.MaxValue)]);
                break;
        }
    }
}
