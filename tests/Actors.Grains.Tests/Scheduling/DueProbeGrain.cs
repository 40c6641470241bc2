using Actors.Grains.Ledger;

namespace Actors.Grains.Tests.Scheduling;

/// <summary>A grain that does what the test says when it is due.</summary>
[GrainType("due-probe")]
public class DueProbeGrain(Func<string, Task> whenDue) : Grain, IDueGrain
{
    public Task OnDueAsync() => whenDue(this.GetPrimaryKeyString());

    public Task ForgetAsync() => Task.CompletedTask;
}
