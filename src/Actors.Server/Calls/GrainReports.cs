using Actors.Domain.Stays;

namespace Actors.Server.Calls;

/// <summary>
/// Reports of one session to its grain. Each is tried several times, because storage may be busy for a moment; after that the
/// deadlines of the grain settle the call.
/// </summary>
internal sealed partial class GrainReports(EntrantId person, TimeProvider wall, ILogger log)
{
    private readonly Lock _gate = new();
    private Task _reports = Task.CompletedTask;

    /// <summary>Sends a report on a thread of the pool.</summary>
    public void Add(Func<Task> report)
    {
        lock (_gate)
        {
            _reports = Task.WhenAll(_reports, Task.Run(() => SendAsync(report)));
        }
    }

    /// <summary>Completes when all reports added until now were sent or given up. Does not fail.</summary>
    public Task WhenDoneAsync()
    {
        lock (_gate)
        {
            return _reports;
        }
    }

    private async Task SendAsync(Func<Task> report)
    {
        for (var attempt = 1; attempt <= Limits.MaxReportAttempts; attempt++)
        {
            try
            {
                await report();
                return;
            }
            catch (Exception exception)
            {
                LogFailed(log, person, attempt, Limits.MaxReportAttempts, exception);
                await Task.Delay(Limits.ReportPause * attempt, wall);
            }
        }
    }

    [LoggerMessage(2, LogLevel.Warning,
        "A result of the call of {Person} could not be stored (attempt {Attempt} of {MaxAttempts}). After the last attempt "
        + "the call counts as interrupted and rings again.")]
    private static partial void LogFailed(ILogger log, EntrantId person, int attempt, int maxAttempts, Exception exception);
}
