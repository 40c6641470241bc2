namespace Actors.WebRtc.Dtls;

/// <summary>Where a session stands.</summary>
public enum DtlsState
{
    /// <summary>Nothing was sent or received.</summary>
    New,

    /// <summary>The handshake is under way.</summary>
    Handshaking,

    /// <summary>Both sides have shown who they are; there are keys for media.</summary>
    Connected,

    /// <summary>It came to nothing; see <see cref="DtlsFailure"/>. Nothing more will happen.</summary>
    Failed,

    /// <summary>One of the sides ended it. Nothing more will happen.</summary>
    Closed,
}
