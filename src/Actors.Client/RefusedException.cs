using Actors.Protocol;

namespace Actors.Client;

/// <summary>The server did not do what it was asked, for a named reason.</summary>
public sealed class RefusedException(ProtocolError error, Exception? inner = null) : Exception(error.ToString(), inner)
{
    /// <summary>The reason.</summary>
    public ProtocolError Error { get; } = error;

    /// <summary>Whether the same message may be taken a little later.</summary>
    internal bool IsPassing => Error.Code is ErrorCode.Busy or ErrorCode.Unavailable or ErrorCode.TooManyMessages;
}
