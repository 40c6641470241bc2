using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.WebRtc.Tests.Sessions;

public sealed class SessionMeterTests
{
    [Fact(Timeout = 60_000)]
    public async Task Figures_follow_calls()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var figures = new ConcurrentDictionary<string, double>();
        using var listener = Listen(meters, figures);
        await using var endpoint = new CallEndpoint(new(), TimeProvider.System, NullLogger<CallEndpoint>.Instance, meters);
        await using var callers = new VideoCallers(TimeProvider.System);
        var caller = callers.Create(SampleClip.Standard);
        var sink = new CollectingSink();
        var session = endpoint.Answer(caller.Offer, sink);
        await caller.ConnectAsync(session.Answer, TestContext.Current.CancellationToken);
        await sink.SkipFramesAsync(3);
        endpoint.Demultiplexer.Deliver(endpoint.Sockets[0], new byte[] { 99 }, endpoint.Sockets[0].EndPoint.Serialize());
        listener.RecordObservableInstruments();

        Assert.Equal(1, figures["actors.calls.running"]);
        Assert.Equal(1, figures["actors.calls.dropped Unknown"]);
        Assert.InRange(figures["actors.calls.packets"], 20, double.MaxValue);
        Assert.InRange(figures["actors.calls.keyframes"], 3, double.MaxValue);
        Assert.InRange(figures["actors.calls.pli"], 1, double.MaxValue);
        Assert.InRange(figures["actors.calls.setup"], 0, 60);

        session.Close();
        listener.RecordObservableInstruments();
        Assert.Equal((0, 1), (figures["actors.calls.running"] - 1, figures["actors.calls.ended ClosedHere"]));
    }

    /// <summary>
    /// The endpoint repeats its part of the handshake to a victim who never asked for it: that amplified up to 45 times. The
    /// clock of these repetitions is OpenSSL's own.
    /// </summary>
    [Fact(Timeout = 60_000)]
    public async Task Repetitions_to_an_address_that_answers_nothing_are_withheld()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var figures = new ConcurrentDictionary<string, double>();
        using var listener = Listen(meters, figures);
        await using var pair = new CallPair(time: new TestTimeProvider(), callerTime: TimeProvider.System, meters: meters);
        using var phone = new ScriptedPhone(pair);
        var victim = phone.OpenPath(answersChecks: false);
        phone.Check(victim, nominates: true);
        phone.StartDtls(victim);
        while (figures.GetValueOrDefault("actors.calls.withheld") < 2)
        {
            pair.Endpoint.Routes.Sessions.Single().Tick(0);
            await Task.Yield();
        }

        victim.Drain();
        Assert.InRange(victim.Received, 1, SessionLimits.Amplification * victim.Sent);
    }

    [Fact]
    public async Task Drops_moves_and_floods_are_seen()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var figures = new ConcurrentDictionary<string, double>();
        using var listener = Listen(meters, figures);
        await using var pair = new CallPair(
            options => options.FloodBitsPerSecond = 2_400_000, new TestTimeProvider(), TimeProvider.System, meters: meters);
        using var phone = new ScriptedPhone(pair);
        var (home, street, victim) = (phone.OpenPath(), phone.OpenPath(), phone.OpenPath(answersChecks: false));
        phone.Check(victim, nominates: true);
        Assert.True(pair.Endpoint.Routes.TryFind(TransportAddress.From(victim.EndPoint), out var route));
        while (route.Send(new byte[50]))
        {
            // Until it has got what it may get.
        }

        phone.StartDtls(victim);
        Assert.Equal(1, figures["actors.calls.withheld"]);

        using var other = new ScriptedPhone(pair);
        other.Connect(home);
        other.Check(street, nominates: true);
        other.Pump(street);
        while (other.Session.State == SessionState.Connected)
        {
            other.Packets(0, 50_000).ForEach(packet => other.Deliver(street, packet));
        }

        Assert.Equal(1, figures["actors.calls.path.changes"]);
        Assert.Equal(1, figures["actors.calls.ended Flood"]);
        Assert.Equal(other.Session.Statistics.EarlyFrames, figures["actors.calls.frames.dropped Early"]);
    }

    /// <summary>The sums of all that is measured, by the names of instrument and tag.</summary>
    private static MeterListener Listen(IMeterFactory meters, ConcurrentDictionary<string, double> figures)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            figures.AddOrUpdate(name, value, (_, before) => before + value);
        }
    }
}
