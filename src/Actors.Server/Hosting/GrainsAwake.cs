namespace Actors.Server.Hosting;

/// <summary>Counts the grains that are awake on all servers.</summary>
internal sealed class GrainsAwake(IGrainFactory grains, TimeProvider wall)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);
    private int _last;

    /// <summary>
    /// The count; the last known one while a server does not answer that is not yet declared dead.
    /// </summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var management = grains.GetGrain<IManagementGrain>(0);
            _last = await management.GetTotalActivationCount(cancellationToken).WaitAsync(Limit, wall, cancellationToken);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The count is shown to people; that it is some seconds old does no harm.
        }

        return _last;
    }
}
