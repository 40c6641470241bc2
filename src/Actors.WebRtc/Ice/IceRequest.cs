using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>The requests of connectivity checks and of consent (RFC 8445, section 7.2.2; RFC 7675, section 5.1).</summary>
/// <param name="local">Who sends.</param>
/// <param name="remote">To whom.</param>
/// <param name="tieBreaker">The sender's tie-breaker.</param>
internal sealed class IceRequest(IceCredentials local, IceCredentials remote, ulong tieBreaker)
{
    /// <summary>Each call has one way out: all candidates of ours that are learnt from checks weigh the same.</summary>
    private static readonly uint LearntPriority =
        IcePriority.Of(IceCandidateKind.PeerReflexive, IcePriority.BestLocalPreference);

    /// <summary>Writes the request of the side that controls.</summary>
    /// <returns>Its length; 0 when the buffer is too small.</returns>
    public int WriteControlling(StunTransactionId transaction, bool useCandidate, Span<byte> buffer)
    {
        var writer = Begin(transaction, buffer);
        writer.Controlling(tieBreaker);
        if (useCandidate)
        {
            writer.UseCandidate();
        }

        return End(ref writer);
    }

    /// <summary>Writes the request of the side that is controlled.</summary>
    /// <returns>Its length; 0 when the buffer is too small.</returns>
    public int WriteControlled(StunTransactionId transaction, Span<byte> buffer)
    {
        var writer = Begin(transaction, buffer);
        writer.Controlled(tieBreaker);
        return End(ref writer);
    }

    private StunWriter Begin(StunTransactionId transaction, Span<byte> buffer)
    {
        var writer = new StunWriter(buffer, StunClass.Request, transaction);
        writer.Username(remote.FragmentBytes, local.FragmentBytes);
        writer.Priority(LearntPriority);
        return writer;
    }

    private int End(ref StunWriter writer)
    {
        writer.Integrity(remote.PasswordBytes);
        writer.Fingerprint();
        return writer.Length;
    }
}
