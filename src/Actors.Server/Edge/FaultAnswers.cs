using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Server.Edge;

/// <summary>
/// Answers requests whose handling failed, as problem details and without details of the server: 503 when storage or another
/// server is away, so that it can be tried again; 500 for everything else, which the log has with its stack.
/// </summary>
internal sealed partial class FaultAnswers(IProblemDetailsService problems, ILogger<FaultAnswers> logger) : IExceptionHandler
{
    private const int RetrySeconds = 10;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
        {
            return await WriteAsync(context, bad.StatusCode, bad.Message);
        }

        if (!IsPassing(exception))
        {
            return false;
        }

        LogUnavailable(exception.GetType().Name, exception.GetBaseException().Message);
        context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return await WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable,
            $"The server cannot store or read at the moment. Try again in {RetrySeconds} seconds.");
    }

    /// <summary>Whether it may work in a while, without a change of the program.</summary>
    internal static bool IsPassing(Exception exception) => exception switch
    {
        DbException or IOException or TimeoutException or OrleansException => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(IsPassing),
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    private async Task<bool> WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    [LoggerMessage(LogLevel.Warning, "A request was answered with 503: {Kind}: {Reason} It is safe to ask again.")]
    private partial void LogUnavailable(string kind, string reason);
}
