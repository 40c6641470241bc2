namespace Actors.Testing;

/// <summary>
/// How much memory an action takes each time. The least of several rounds counts: the runtime itself may take some while it
/// still compiles.
/// </summary>
public static class Allocations
{
    private const int Rounds = 5;
    private const int Times = 100;

    public static long OfRound(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < Times; time++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
