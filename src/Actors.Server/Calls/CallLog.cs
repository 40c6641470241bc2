using Actors.Domain.Entrants.Stays;

namespace Actors.Server.Calls;

/// <summary>What is written down about calls: never what was seen.</summary>
internal sealed partial class CallLog(ILogger<CallLog> log)
{
    private readonly ILogger _log = log;

    [LoggerMessage(1, LogLevel.Error, "The face detector failed in a call of {Person}: {Reason}")]
    public partial void DetectorFailed(EntrantId person, string reason);

    [LoggerMessage(2, LogLevel.Error, "Looking at a picture of {Person} failed.")]
    public partial void LookingFailed(EntrantId person, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "What came of a call of {Person} could not be told to its grain, try {Attempt}.")]
    public partial void ReportFailed(EntrantId person, int attempt, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "Stills of a call of {Person} could not be kept.")]
    public partial void EvidenceFailed(EntrantId person, Exception exception);
}
