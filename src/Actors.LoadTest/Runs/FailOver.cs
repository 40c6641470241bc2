using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>How a cluster took over from one of its servers.</summary>
/// <param name="Kind">What was done to the server.</param>
/// <param name="Server">The index of the server, from 0.</param>
/// <param name="Time">
/// The real time until every phone that was connected had an answer again. It begins with the kill, the pause or the request
/// to stop.
/// </param>
/// <param name="Ended">The real time until a server that had hung ended after it woke; null for other kinds.</param>
internal sealed record FailOver(DisturbanceKind Kind, int Server, TimeSpan Time, TimeSpan? Ended)
{
    /// <summary>The speed during a fail-over: half a minute of real time is ten minutes of programme time.</summary>
    public const double MaxSpeed = 20;

    /// <summary>How long a server hangs at least.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);

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
                $"{phones.Count - answered} of {phones.Count} phones had no answer {Timeout.TotalMinutes} minutes after a server "
                + "was disturbed. The other servers did not take over.");
        }
    }
}
