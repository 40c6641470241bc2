using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// Log messages about calls. They name no person and no address, and none is written for each packet.
/// </summary>
internal sealed partial class SessionLog(ILogger log)
{
    [LoggerMessage(1, LogLevel.Information, "Answering calls on UDP port {Port} with {Threads} receiving threads.")]
    public partial void Started(int port, int threads);

    [LoggerMessage(2, LogLevel.Debug, "A call ended: {End}.")]
    public partial void Ended(SessionEnd end);

    [LoggerMessage(3, LogLevel.Information, "The DTLS handshake with a phone failed, and its call ends: {Failure}. {Text}")]
    public partial void DtlsFailed(Dtls.DtlsFailure failure, string? text);

    [LoggerMessage(4, LogLevel.Error, "The receiver of a call's video threw an exception. The call goes on.")]
    public partial void SinkFailed(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A call ends because of an unexpected exception. Other calls go on.")]
    public partial void SessionFailed(Exception exception);

    [LoggerMessage(6, LogLevel.Critical,
        "A socket of calls has failed and receives nothing any more. Restart the server to answer calls on it again.")]
    public partial void SocketFailed(Exception exception);
}
