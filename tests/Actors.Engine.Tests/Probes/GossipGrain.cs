namespace Actors.Engine.Tests.Probes;

/// <summary>Passes rumours on, by timer and by call, writing down each.</summary>
public class GossipGrain(Action<string> note, [PersistentState("heard")] IPersistentState<GossipGrain.Heard> heard)
    : Grain, IGossipGrain
{
    public Task Start()
    {
        this.RegisterGrainTimer(
            () => PassOn(8), TimeSpan.FromSeconds(1 + (this.GetPrimaryKeyLong() % 3)), TimeSpan.FromSeconds(20));
        return Task.CompletedTask;
    }

    public async Task Hear(int hops)
    {
        heard.State = new() { Count = heard.State.Count + 1 };
        note($"{this.GetPrimaryKeyLong()} hears {hops}, its {heard.State.Count}.");
        await heard.WriteStateAsync();
        await Task.Yield();
        if (hops > 0)
        {
            await PassOn(hops - 1);
        }
    }

    private Task PassOn(int hops) =>
        GrainFactory.GetGrain<IGossipGrain>(((this.GetPrimaryKeyLong() * 7) + heard.State.Count) % 20).Hear(hops);

    public sealed record Heard
    {
        public int Count { get; init; }
    }
}
