namespace Actors.Protocol.Messages;

/// <summary>The person answers the call.</summary>
/// <param name="Number">Which call.</param>
/// <param name="Offer">
/// The session description of the phone (SDP, RFC 8866): one video section that sends VP8. The server sends nothing but text, by
/// <see cref="IPhone.CallFeedback"/>.
/// </param>
public sealed record CallOffer(int Number, string Offer)
{
    /// <summary>The number alone: addresses are in the offer.</summary>
    public override string ToString() => $"{nameof(CallOffer)} {Number}";
}
