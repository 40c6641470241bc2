using System.Collections.Frozen;
using Actors.Domain.Entrants;
using Actors.Protocol;
using Actors.Server.Phones.SignIn;
using Actors.Server.Phones.Wire;
using Actors.Storage.Outages;
using Actors.Storage.States;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace Actors.Server.Phones;

/// <summary>
/// Runs around every message of a phone: checks the budget of the person, turns failures into named errors, counts. Logs
/// failures without the content of the message.
/// </summary>
internal sealed partial class EntrantHubFilter(
    IOptions<EntrantHubOptions> options, SignedInPhones phones, PhoneLinks links, HubMeter meter,
    IProgrammeTime programme, TimeProvider wall,
    ILogger<EntrantHubFilter> log)
    : IHubFilter
{
    /// <summary>
    /// Messages that may be carried out twice: commands with an identity, confirmations and questions. They are repeated when the
    /// silo of their grain died or hangs, until another silo has taken the grain over.
    /// </summary>
    private static readonly FrozenSet<string> Repeatable = FrozenSet.ToFrozenSet(
    [
        nameof(EntrantHub.Hello), nameof(EntrantHub.CheckIn), nameof(EntrantHub.ReportLocation), nameof(EntrantHub.ReportHealth),
        nameof(EntrantHub.Delivered), nameof(EntrantHub.Opened), nameof(EntrantHub.Pong), nameof(EntrantHub.GetHome),
        nameof(EntrantHub.GetTimeline), nameof(EntrantHub.CallShown), nameof(EntrantHub.ReportCallPlace),
        nameof(EntrantHub.SubscribePush), nameof(EntrantHub.UnsubscribePush), nameof(EntrantHub.ReportTest),
        nameof(EntrantHub.GetInspectionCode),
    ]);

    /// <inheritdoc/>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (links.IsDraining)
        {
            context.Context.Abort(); // It connects again by itself, to another server.
            return;
        }

        await phones.EnterAsync(context.Context);
        await next(context);
    }

    /// <inheritdoc/>
    public async Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (exception is HubException && ProtocolError.TryParse(exception.Message, out var error))
        {
            // The connection ends because a message could not be read at all. It may have been an answer.
            await RecordFailureAsync(context.Hub, PersonQuota.Of(context.Context), "", error.Code, programme.Now);
        }

        phones.Leave(context.Context);
        await next(context, exception);
    }

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var (quota, receivedAt) = (PersonQuota.Of(invocation.Context), programme.Now);
        var outcome = HubMeter.Done;
        try
        {
            var answer = quota.Messages.TryTake()
                ? await InvokeAsync(invocation, next)
                : throw NamedError.Exception(ErrorCode.TooManyMessages, "Too many messages. Send them more slowly.");
            outcome = (answer as Protocol.Messages.Receipt)?.Error?.Code ?? HubMeter.Done;
            return answer;
        }
        catch (HubException exception)
        {
            outcome = ProtocolError.TryParse(exception.Message, out var error) ? error.Code : ErrorCode.Unavailable;
            var method = IsUnreadable(invocation) ? (string)invocation.HubMethodArguments[0]! : invocation.HubMethodName;
            await RecordFailureAsync(invocation.Hub, quota, method, outcome, receivedAt);
            if (HelloCheck.IsFinal(outcome)
                || (IsFaulty(outcome) && quota.CountFaulty(invocation.Context) == options.Value.FaultyMessages))
            {
                CloseLater(invocation.Context);
            }

            throw;
        }
        finally
        {
            meter.RecordMessage(IsUnreadable(invocation) ? "?" : invocation.HubMethodName, outcome);
        }
    }

    private static bool IsUnreadable(HubInvocationContext invocation) =>
        invocation.HubMethodName == NamedErrorsProtocol.Unreadable;

    /// <summary>Whether a message is one that no app sends that is right.</summary>
    private static bool IsFaulty(string code) => code is ErrorCode.UnknownMessage or ErrorCode.WrongTypes or ErrorCode.NotJson
        or ErrorCode.MessageTooLarge or ErrorCode.TooManyMessages;

    /// <summary>Records what may have been an answer: a prompt must not count as missed because its answer was refused.</summary>
    private async Task RecordFailureAsync(Hub hub, PersonQuota quota, string method, string code, DateTimeOffset receivedAt)
    {
        var kinds = EntrantHub.KindsOf(method);
        if (kinds == AnswerKind.None || (code == ErrorCode.TooManyMessages && !quota.TryTakeFailure(kinds)))
        {
            return;
        }

        try
        {
            await ((EntrantHub)hub).RecordFailedAnswerAsync(kinds, code, receivedAt);
        }
        catch (Exception exception)
        {
            LogNotRecorded(log, exception.GetType().Name);
        }
    }

    private async ValueTask<object?> InvokeAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocation.HubMethodArguments is [null])
        {
            throw NamedError.Exception(ErrorCode.WrongTypes, "The message has one argument, an object.");
        }

        try
        {
            return await RepeatAsync(invocation, next);
        }
        catch (Exception exception) when (exception is StorageBusyException or TimeoutException)
        {
            LogBusy(log, invocation.HubMethodName, exception.GetType().Name);
            throw NamedError.Exception(ErrorCode.Busy, "The server is busy. Send it again a little later.");
        }
        catch (OperationCanceledException) when (invocation.Context.ConnectionAborted.IsCancellationRequested)
        {
            throw NamedError.Exception(ErrorCode.Unavailable, "The phone left."); // No failure, and not to be logged as one.
        }
        catch (Exception exception) when (exception is not HubException)
        {
            LogFailed(log, invocation.HubMethodName, exception);
            throw NamedError.Exception(ErrorCode.Unavailable, "The server failed. Send it again a little later.");
        }
    }

    private async ValueTask<object?> RepeatAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var started = wall.GetTimestamp();
        while (true)
        {
            try
            {
                return await next(invocation);
            }
            catch (Exception exception) when (
                IsOfLostSilo(exception) && Repeatable.Contains(invocation.HubMethodName)
                && wall.GetElapsedTime(started) < options.Value.RepeatFor)
            {
                await Task.Delay(options.Value.RepeatPause, wall, invocation.Context.ConnectionAborted);
            }
        }
    }

    /// <summary>The grain is on a silo that died or does not answer, or has just moved to another one.</summary>
    private static bool IsOfLostSilo(Exception exception) => exception
        is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or InconsistentStateException
        or ConnectionFailedException;

    /// <summary>
    /// Closes the connection once the error has had time to reach the phone, unless the phone closes it first.
    /// </summary>
    private void CloseLater(HubCallerContext context)
    {
        var timer = wall.CreateTimer(
            static state => ((HubCallerContext)state!).Abort(), context, options.Value.Farewell, Timeout.InfiniteTimeSpan);
        context.ConnectionAborted.UnsafeRegister(static state => ((ITimer)state!).Dispose(), timer);
    }

    [LoggerMessage(1, LogLevel.Information,
        "{Method} of a phone was refused because the server is busy ({Reason}). The phone sends it again.")]
    private static partial void LogBusy(ILogger log, string method, string reason);

    [LoggerMessage(3, LogLevel.Information,
        "That an answer of a phone was refused is not recorded ({Reason}). The phone sends the answer again.")]
    private static partial void LogNotRecorded(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Error,
        "{Method} of a phone failed. The phone sends it again; the exception says what to fix.")]
    private static partial void LogFailed(ILogger log, string method, Exception exception);
}
