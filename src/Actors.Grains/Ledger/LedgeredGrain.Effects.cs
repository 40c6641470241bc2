using Microsoft.Extensions.Logging;

namespace Actors.Grains.Ledger;

/// <content>Carries out the pending effects.</content>
public abstract partial class LedgeredGrain<TState, TEvent, TEffect>
{
    private IGrainTimer? _effects;
    private bool _carryingOut;
    private bool _mayFail;

    /// <summary>
    /// Has the pending effects carried out beside whatever calls come, and not by the call that asked for them.
    /// </summary>
    private void ScheduleEffects()
    {
        if (Stored.Pending.IsEmpty)
        {
            return;
        }

        if (_effects is null)
        {
            _effects = this.RegisterGrainTimer(
                CarryOutPendingAsync, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        }
        else
        {
            _effects.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CarryOutPendingAsync(CancellationToken cancellationToken)
    {
        if (_carryingOut)
        {
            return; // The tick that is at it finds what was added.
        }

        _carryingOut = true;
        var (source, began) = (this.GetGrainId().ToString(), Now); // What fails in this tick does not come again in it.
        while (!cancellationToken.IsCancellationRequested
            && EffectOrder.Next(Stored.Pending, _writtenEffects, began) is { } next)
        {
            try
            {
                await CarryOutAsync(new(source, next.Sequence), next.Body);
                Stored.Confirm(next);
                CountPending(Stored.Pending.Count);
            }
            catch (Exception exception)
            {
                // The others go on; this one stays pending and comes again, less and less often.
                var failed = Stored.Fail(next, Now);
                _mayFail = true;
                _watch?.Failed();
                LogEffectFailed(_log, exception, this.GetGrainId().Type, typeof(TEffect).Name, failed.Failures);
            }
        }

        _carryingOut = false;
        ScheduleFailed();
        if (Stored.Pending.IsEmpty)
        {
            _effects?.Dispose(); // Most grains rest without pending effects; a timer costs 400 bytes.
            _effects = null;
        }
    }

    /// <summary>Has what failed tried again when it is time, if the grain is awake by then; otherwise by the sweeper.</summary>
    private void ScheduleFailed()
    {
        if (!_mayFail)
        {
            return;
        }

        var failed = Stored.Pending.FindAll(static effect => effect.FailedSince is not null);
        _watch?.Set(this.GetGrainId(), [.. failed.Select(static effect => effect.FailedSince!.Value)]);
        _mayFail = !failed.IsEmpty;
        if (_mayFail)
        {
            var wait = failed.Min(static effect => effect.NotBefore) - Now;
            _effects?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Effect} of a grain of type {GrainType} failed {Failures} times. It is retried, less and less often.")]
    private static partial void LogEffectFailed(
        ILogger log, Exception exception, GrainType grainType, string effect, int failures);
}
