using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Actors.Testing.Hostile;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Descriptions and candidates. An input is UTF-16 text in native byte order.</summary>
internal static class SdpTargets
{
    private static readonly string[] Candidates =
    [
        "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.4 rport 46154 generation 0 ufrag abcd",
        "candidate:1 1 UDP 2122252543 5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10.local 50000 typ host",
        "a=candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active network-id 1 network-cost 10",
        "candidate:3 1 udp 2130706431 2001:db8::1 5000 typ relay raddr :: rport 0",
    ];

    /// <summary>A trickled candidate.</summary>
    public static FuzzTarget Candidate() => new(
        "ice candidate",
        120_000,
        random => Pack(TextMutation.Mutate(Candidates[random.Next(0, Candidates.Length)], random)),
        input =>
        {
            if (!IceCandidate.TryParse(Unpack(input), out var candidate))
            {
                return false;
            }

            return IceCandidate.TryParse(candidate.Format(), out var again) && again == candidate
                ? candidate.Address.IsEmpty || candidate.Port >= 0
                : throw new FuzzFindingException("The candidate is not written as it was read.");
        });

    /// <summary>Reads an offer and answers it.</summary>
    public static FuzzTarget Offer()
    {
        var local = Local();
        return new(
            "sdp offer",
            60_000,
            random => Pack(TextMutation.Mutate(Offers.All[random.Next(0, Offers.All.Length)], random)),
            input => Try(() => SessionDescription.Parse(
                AnswerBuilder.Build(SessionDescription.Parse(new string(Unpack(input))), local).Sdp)));
    }

    /// <summary>Reads an answer, as a caller does.</summary>
    public static FuzzTarget Answer()
    {
        var local = Local();
        var video = new OfferedVideo(7, "name");
        var answer = AnswerBuilder.Build(SessionDescription.Parse(OfferBuilder.Build(local, video)), local).Sdp;
        return new(
            "sdp answer",
            60_000,
            random => Pack(TextMutation.Mutate(answer, random)),
            input => Try(() => AnswerReader.Read(SessionDescription.Parse(new string(Unpack(input))), video)));
    }

    private static bool Try(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (SdpException)
        {
            return false;
        }
    }

    private static LocalTransport Local()
    {
        using var random = RandomNumberGenerator.Create();
        return LocalTransport.Create(
            random, CertificateFingerprint.Of([1, 2, 3]), new IPEndPoint(IPAddress.Loopback, 40_000));
    }

    private static byte[] Pack(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    private static ReadOnlySpan<char> Unpack(byte[] input) => MemoryMarshal.Cast<byte, char>(input);
}
