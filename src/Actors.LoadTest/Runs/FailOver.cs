using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Waits until a cluster serves all phones again after one of its servers was killed.</summary>
internal static class FailOver
{
    /// <summary>The speed during a fail-over: half a minute of real time is ten minutes of programme time.</summary>
    public const double MaxSpeed = 20;

    private const int MaxParallel = 200;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Sends a request from every connected phone and waits for all answers.</summary>
    /// <returns>The real time that it took.</returns>
    /// <exception cref="ServerFailedException">A phone had no answer for two minutes.</exception>
    public static async Task<TimeSpan> WaitAsync(
        IReadOnlyList<SimulatedPhone> phones, TimeProvider wall, CancellationToken cancellationToken)
    {
        var begun = wall.GetTimestamp();
        var answered = 0;
        using var timeout = new CancellationTokenSource(Timeout, wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await Parallel.ForEachAsync(
                phones, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = either.Token },
                async (phone, stop) =>
                {
                    await phone.ProbeAsync(stop);
                    Interlocked.Increment(ref answered);
                });
            return wall.GetElapsedTime(begun);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new ServerFailedException(
                $"{phones.Count - answered} of {phones.Count} phones had no answer {Timeout.TotalMinutes} minutes after a kill. "
                + "The other servers did not take over.");
        }
    }
}
