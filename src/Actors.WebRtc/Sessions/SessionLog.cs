using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Sessions;

/// <summary>What is written down about calls: nothing of whose they are, nothing for each packet.</summary>
internal sealed partial class SessionLog(ILogger log)
{
    [LoggerMessage(1, LogLevel.Information, "Calls are answered on port {Port}, by {Threads} threads.")]
    public partial void Started(int port, int threads);

    [LoggerMessage(2, LogLevel.Debug, "A call is over: {End}.")]
    public partial void Ended(SessionEnd end);

    [LoggerMessage(3, LogLevel.Information, "A phone could not show who it is: {Failure}. {Text}")]
    public partial void DtlsFailed(Dtls.DtlsFailure failure, string? text);

    [LoggerMessage(4, LogLevel.Error, "Whoever gets the video of a call failed. The call goes on.")]
    public partial void SinkFailed(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A call failed by a mistake of ours and is ended; others go on.")]
    public partial void LegFailed(Exception exception);

    [LoggerMessage(6, LogLevel.Critical, "A socket of calls does not receive any more.")]
    public partial void SocketFailed(Exception exception);
}
