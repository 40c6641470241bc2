using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests;

public sealed class EngineMeterTests
{
    [Fact]
    public Task Meter_ShowsActivationsCallsQueueAndLateness()
    {
        var seen = new ConcurrentDictionary<string, double>();
        ActorEngine? engine = null;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Actors.Engine")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        return Probing.RunAsync(async (simulation, silo, gates) =>
        {
            listener.Start();
            engine = (ActorEngine)silo.Grains;
            var call = silo.Probe().WaitAt("1");
            await silo.Grains.GetGrain<IClockGrain>("a").Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            await silo.Grains.GetGrain<IRemindedGrain>("a").Remind("r", TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
            await simulation.AdvanceAsync(TimeSpan.FromSeconds(3));
            Assert.Equal(3, engine.Catalog.Active);
            Assert.Equal(1, engine.Calls.Waiting);
            Assert.Equal(4, engine.Calls.Sent);
            listener.RecordObservableInstruments();
            Assert.Superset(
                new HashSet<string>
                {
                    "actors.engine.activations", "actors.engine.activations.made", "actors.engine.calls",
                    "actors.engine.calls.waiting",
                    "actors.engine.timer.lateness", "actors.engine.reminder.lateness",
                },
                seen.Keys.ToHashSet());
            gates.Open("1");
            await call;
            Assert.Equal(0, engine.Calls.Waiting);
        });
    }
}
