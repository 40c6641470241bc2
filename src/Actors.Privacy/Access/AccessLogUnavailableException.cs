namespace Actors.Privacy.Access;

/// <summary>The access log could not be written, so the privileged read did not take place: nothing was opened.</summary>
public sealed class AccessLogUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
