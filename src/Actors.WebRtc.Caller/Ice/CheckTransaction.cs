using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>One check and its repetitions (RFC 8489, section 6.2.1).</summary>
/// <param name="Id">The transaction, the same for each repetition.</param>
/// <param name="Nominates">Whether it chooses the pair.</param>
/// <param name="Sent">How often it was sent.</param>
/// <param name="RetransmissionMs">The first RTO.</param>
/// <param name="DueAt">When it is repeated, or given up.</param>
internal readonly record struct CheckTransaction(
    StunTransactionId Id, bool Nominates, int Sent, long RetransmissionMs, long DueAt)
{
    /// <summary>A check that is sent for the first time.</summary>
    public static CheckTransaction Begin(StunTransactionId id, bool nominates, long retransmissionMs, long now) =>
        new(id, nominates, 1, retransmissionMs, now + retransmissionMs);

    /// <summary>Whether it has been sent as often as it may be.</summary>
    public bool IsLast(IceTimings timings) => Sent >= timings.Transmissions;

    /// <summary>Sent once more: each pause is twice the one before, and the last has a length of its own.</summary>
    public CheckTransaction Repeat(IceTimings timings, long now)
    {
        var sent = Sent + 1;
        var pause = sent >= timings.Transmissions ? timings.LastWait * RetransmissionMs : RetransmissionMs << (sent - 1);
        return this with { Sent = sent, DueAt = now + pause };
    }
}
