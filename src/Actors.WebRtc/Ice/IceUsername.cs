namespace Actors.WebRtc.Ice;

/// <summary>
/// The user name of a check: the receiver's fragment, a colon, the sender's (RFC 8445, section 7.2.2). Whoever serves many
/// calls on one port finds the call by the first half.
/// </summary>
public static class IceUsername
{
    /// <summary>Takes a user name apart.</summary>
    /// <param name="username">As it stands in the message.</param>
    /// <param name="receiver">The fragment of whoever gets the message.</param>
    /// <param name="sender">The fragment of whoever sent it.</param>
    /// <returns>Whether it has two halves.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> username, out ReadOnlySpan<byte> receiver, out ReadOnlySpan<byte> sender)
    {
        var colon = username.IndexOf((byte)':');
        receiver = colon > 0 ? username[..colon] : default;
        sender = colon > 0 ? username[(colon + 1)..] : default;
        return receiver.Length > 0 && sender.Length > 0;
    }
}
