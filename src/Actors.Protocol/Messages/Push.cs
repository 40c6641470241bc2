namespace Actors.Protocol.Messages;

/// <summary>
/// Where the push service of the phone takes messages: what <c>PushManager.subscribe()</c> of the browser gives. The app sends it
/// after each Hello in which <see cref="Welcome.PushKey"/> or the subscription is new. It replaces the one before.
/// </summary>
/// <param name="Endpoint">The address of the push resource.</param>
/// <param name="P256dh">The public key of the phone, in base64url.</param>
/// <param name="Auth">The authentication secret, in base64url.</param>
public sealed record PushSubscription(string Endpoint, string P256dh, string Auth)
{
    /// <summary>Names nothing: an endpoint is as good as an address.</summary>
    public override string ToString() => nameof(PushSubscription);
}

/// <summary>The phone takes no pushes any more.</summary>
public sealed record PushCancellation;

/// <summary>What a push contains, once the browser has decrypted it.</summary>
/// <param name="Id">The id of the message. A phone that has shown it drops a repeat.</param>
/// <param name="Kind">
/// What it says: <c>prompt</c>, <c>reminder</c>, <c>wellBeing</c>, <c>callNotice</c>, <c>callRing</c>, <c>settingReminder</c> or
/// <c>pushTest</c>, which is the test at the airport.
/// </param>
/// <param name="Topic">What it is about: the tag of the notification, which replaces an earlier one.</param>
/// <param name="Person">Whom it is about: the phone's person, or a companion.</param>
/// <param name="Title">The title, in the language of the phone.</param>
/// <param name="Body">The text.</param>
/// <param name="Language">The tag of the language.</param>
/// <param name="Handle">By what the phone confirms it, see <see cref="PushReceipt"/>.</param>
public sealed record PushMessage(
    string Id, string Kind, string Topic, string? Person, string Title, string Body, string Language, string Handle)
{
    /// <summary>A handle is a proof: it is not for logs.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

/// <summary>
/// Confirms that a push reached the phone and was shown. Without this proof a prompt never counts as missed. The service worker
/// posts it to <see cref="Path"/>; it needs no token, because the handle is only in the push.
/// </summary>
/// <param name="Handle">The handle of the push.</param>
public sealed record PushReceipt(string Handle)
{
    /// <summary>The address on the server. It answers 204, or 404 if it never issued the handle.</summary>
    public const string Path = "/receipts/push";
}
