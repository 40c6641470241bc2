using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// Writes the requests of connectivity checks and of consent (RFC 8445, section 7.2.2; RFC 7675, section 5.1).
/// </summary>
/// <param name="local">The sender's credentials.</param>
/// <param name="remote">The receiver's credentials.</param>
/// <param name="tieBreaker">The sender's tie-breaker.</param>
internal sealed class IceRequest(IceCredentials local, IceCredentials remote, ulong tieBreaker)
{
    /// <summary>The priority of our peer-reflexive candidates: equal for all, since a call has one base.</summary>
    private static readonly uint LearntPriority =
        IcePriority.Of(IceCandidateKind.PeerReflexive, IcePriority.BestLocalPreference);

    /// <summary>Writes a request of the controlling side.</summary>
    /// <returns>Its length in bytes; 0 if the buffer is too small.</returns>
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

    /// <summary>Writes a request of the controlled side.</summary>
    /// <returns>Its length in bytes; 0 if the buffer is too small.</returns>
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

/// <summary>Validates requests and answers them (RFC 8489, sections 6.3.1 and 9.1.3; RFC 8445, section 7.3).</summary>
internal static class IceAnswering
{
    private const int MaxUnknown = 8;

    /// <summary>Validates a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="local">The receiver's credentials.</param>
    /// <param name="weControl">
    /// Whether our role is controlling. A sender that claims the same role gets a role conflict.
    /// </param>
    public static StunError Validate(in StunMessage request, IceCredentials local, bool weControl)
    {
        if (!request.HasIntegrity || request.Username.IsEmpty)
        {
            return StunError.BadRequest;
        }

        if (!IceUsername.TrySplit(request.Username, out var receiver, out _)
            || !receiver.SequenceEqual(local.FragmentBytes)
            || !request.IsAuthentic(local.PasswordBytes))
        {
            return StunError.Unauthenticated;
        }

        if (request.HasUnknown(default, out _))
        {
            return StunError.UnknownAttribute;
        }

        var claimsOurs = weControl ? request.TryGetControlling(out _) : request.TryGetControlled(out _);
        return claimsOurs ? StunError.RoleConflict : StunError.None;
    }

    /// <summary>Writes a success response.</summary>
    /// <returns>Its length in bytes.</returns>
    public static int Accept(in StunMessage request, IceCredentials local, TransportAddress from, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Success, request.Transaction);
        writer.MappedAddress(from);
        writer.Integrity(local.PasswordBytes);
        writer.Fingerprint();
        return writer.Length;
    }

    /// <summary>
    /// Writes an error response. The response to an unauthenticated request is never longer than the request, so that a
    /// forged sender address gains no amplification.
    /// </summary>
    /// <returns>Its length in bytes; 0 if there is no response.</returns>
    public static int Refuse(in StunMessage request, IceCredentials local, StunError error, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Error, request.Transaction);
        writer.Error(error);
        if (error == StunError.UnknownAttribute)
        {
            Span<ushort> types = stackalloc ushort[MaxUnknown];
            _ = request.HasUnknown(types, out var count);
            writer.UnknownAttributes(types[..count]);
        }

        var isStranger = error is StunError.BadRequest or StunError.Unauthenticated;
        if (!isStranger)
        {
            writer.Integrity(local.PasswordBytes);
        }

        writer.Fingerprint();
        return isStranger && writer.Length > request.Size ? 0 : writer.Length;
    }
}
