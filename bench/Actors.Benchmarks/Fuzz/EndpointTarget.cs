using Actors.Testing;
using Actors.Testing.Hostile;

namespace Actors.Benchmarks.Fuzz;

/// <summary>
/// Whole datagrams into the endpoint, as its socket delivers them: to a waiting call, and to a connected one, also from a
/// phone that has the keys and sends malformed packets.
/// </summary>
internal static class EndpointTarget
{
    private const int HeadBytes = 24;

    /// <summary>Creates the target.</summary>
    public static FuzzTarget Create()
    {
        var phones = new FuzzPhones();
        return new("endpoint", 150_000, random => Draw(phones, random), phones.Take) { Holds = [phones] };
    }

    private static byte[] Draw(FuzzPhones phones, SeededRandom random)
    {
        var phone = phones.Turn(isConnected: random.Next(0, 4) > 0);
        var kind = phone.Keys is null ? random.Next(0, 4) : random.Next(0, 10);
        return kind switch
        {
            0 or 1 => DatagramMutation.Mutate(phone.Check(), random),
            2 or 3 => DatagramMutation.Mutate(phone.Flights[random.Next(0, phone.Flights.Count)], random),
            4 => DatagramMutation.Mutate(RtpTargets.Protect(phone.Keys!, phones.Packets.Next(), isRtcp: false), random),
            5 => RtpTargets.Protect(phone.Keys!, DatagramMutation.Mutate(RtpTargets.Compound(), random), isRtcp: true),
            6 or 7 => RtpTargets.Protect(phone.Keys!, Noise.Mutate(phones.Packets.Next(), HeadBytes, random), isRtcp: false),
            _ => RtpTargets.Protect(phone.Keys!, phones.Packets.Next(), isRtcp: false),
        };
    }
}
