using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine;

/// <summary>The engine's figures, in the meter <c>Actors.Engine</c>.</summary>
internal sealed class EngineMeter
{
    public const string Name = "Actors.Engine";

    public EngineMeter(ActorEngine engine)
    {
        var meter = engine.ServiceProvider.GetService<IMeterFactory>() is { } factory ? factory.Create(Name) : new Meter(Name);
        meter.CreateObservableUpDownCounter(
            "actors.engine.activations", () => engine.Catalog.Active, "{activation}", "Grains in memory.");
        meter.CreateObservableCounter(
            "actors.engine.activations.made", () => engine.Catalog.Activated, "{activation}", "Grains ever activated.");
        meter.CreateObservableCounter("actors.engine.calls", () => engine.Calls.Sent, "{call}", "Calls to grains.");
        meter.CreateObservableUpDownCounter(
            "actors.engine.calls.waiting", () => engine.Calls.Waiting, "{call}", "Calls not yet answered: queued or running.");
        TimerLateness = meter.CreateHistogram<double>(
            "actors.engine.timer.lateness", "ms", "Time between when a grain timer was due and when its tick was queued.");
        ReminderLateness = meter.CreateHistogram<double>(
            "actors.engine.reminder.lateness", "ms", "Time between when a reminder was due and when its tick was sent.");
    }

    public Histogram<double> TimerLateness { get; }

    public Histogram<double> ReminderLateness { get; }
}
