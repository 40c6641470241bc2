using Microsoft.Extensions.Logging;

namespace Actors.Engine;

/// <summary>What the engine logs. Keys of grains are left out: they may be personal.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(LogLevel.Warning, "A one-way call of {Method} failed.")]
    public static partial void OneWayFailed(ILogger log, string method, Exception exception);

    [LoggerMessage(LogLevel.Error, "A grain of type {GrainType} could not be activated.")]
    public static partial void ActivationFailed(ILogger log, string grainType, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A grain of type {GrainType} failed while it was deactivated.")]
    public static partial void DeactivationFailed(ILogger log, string grainType, Exception exception);

    [LoggerMessage(LogLevel.Error, "A tick of a timer of {GrainType} failed. The timer goes on.")]
    public static partial void TimerFailed(ILogger log, string grainType, Exception exception);

    [LoggerMessage(LogLevel.Error, "A tick of reminder {Reminder} of {GrainType} failed. The next one comes at its time.")]
    public static partial void ReminderFailed(ILogger log, string reminder, string grainType, Exception exception);

    [LoggerMessage(LogLevel.Error, "Reminders could not be read. The next try is in {Delay}.")]
    public static partial void RemindersUnread(ILogger log, TimeSpan delay, Exception exception);

    [LoggerMessage(LogLevel.Information, "The actor engine has started with {Classes} grain classes.")]
    public static partial void Started(ILogger log, int classes);

    [LoggerMessage(LogLevel.Information, "The actor engine has stopped: {Ended} activations ended, {Left} were left.")]
    public static partial void Stopped(ILogger log, long ended, long left);
}
