using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// How a request is judged and answered (RFC 8489, sections 6.3.1 and 9.1.3; RFC 8445, section 7.3).
/// </summary>
internal static class IceAnswering
{
    private const int MostUnknown = 8;

    /// <summary>Judges a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="local">Whose it must be for.</param>
    /// <param name="weControl">Which role is ours; a sender that claims the same is told so.</param>
    public static StunError Judge(in StunMessage request, IceCredentials local, bool weControl)
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

    /// <summary>Writes the answer to a request that is carried out.</summary>
    /// <returns>Its length.</returns>
    public static int Accept(in StunMessage request, IceCredentials local, TransportAddress from, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Success, request.Transaction);
        writer.MappedAddress(from);
        writer.Integrity(local.PasswordBytes);
        writer.Fingerprint();
        return writer.Length;
    }

    /// <summary>
    /// Writes the answer to a request that is refused. A stranger's request never brings more bytes than it has: whoever
    /// forges a sender's address gains nothing by it.
    /// </summary>
    /// <returns>Its length; 0 for no answer.</returns>
    public static int Refuse(in StunMessage request, IceCredentials local, StunError error, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Error, request.Transaction);
        writer.Error(error);
        if (error == StunError.UnknownAttribute)
        {
            Span<ushort> types = stackalloc ushort[MostUnknown];
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
