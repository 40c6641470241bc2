namespace Actors.Engine.Tests.Probes;

public class CrowdedGrain : Grain, ICrowdedGrain
{
    private int _inside;
    private int _violations;

    public async Task<int> Work(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.WhenAll(Part(), Part(), Part());
        }

        return _violations;
    }

    private async Task Part()
    {
        await Task.Run(static () => { }); // Ends on some other thread.
        Enter();
        await Task.Yield();
        Enter();
        await Task.Factory.StartNew(Enter, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            _violations++;
        }

        Thread.SpinWait(20);
        Interlocked.Decrement(ref _inside);
    }
}
