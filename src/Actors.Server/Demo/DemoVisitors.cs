using Actors.Grains.Scheduling;
using Actors.Server.Board;
using Actors.Server.Phones.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Demo;

/// <summary>
/// Lets the clock run at the speed of life while a visitor is connected: a person whose phone the demo does not run, such as
/// a browser at <c>/app</c>. When the last one has gone, it runs as before. In a cluster the servers have a clock each
/// that must not differ, so visitors live as fast as the others.
/// </summary>
internal sealed class DemoVisitors(ProgrammeClock clock, DemoPeople people, BoardNotes notes) : IHubFilter
{
    private readonly Lock _gate = new();
    private int _visitors;
    private double? _speedBefore;

    /// <summary>Before the phone says hello, which tells it the speed.</summary>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        Enter(context);
        try
        {
            await next(context);
        }
        catch
        {
            Leave(context);
            throw;
        }
    }

    public Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Leave(context);
        return next(context, exception);
    }

    private void Enter(HubLifetimeContext context)
    {
        lock (_gate)
        {
            if (people.Has(PhoneIdentity.Of(context.Context.User).Person))
            {
                return;
            }

            context.Context.Items[typeof(DemoVisitors)] = true;
            if (++_visitors == 1 && clock.Speed > 1)
            {
                _speedBefore = clock.Speed;
                notes.Pace = "real time: a visitor is here";
                clock.SetSpeed(1);
            }
        }
    }

    private void Leave(HubLifetimeContext context)
    {
        lock (_gate)
        {
            if (context.Context.Items.Remove(typeof(DemoVisitors)) && --_visitors == 0 && _speedBefore is { } speed)
            {
                (_speedBefore, notes.Pace) = (null, null);
                if (clock.Speed is 1)
                {
                    clock.SetSpeed(speed); // Unless it was changed meanwhile.
                }
            }
        }
    }
}
