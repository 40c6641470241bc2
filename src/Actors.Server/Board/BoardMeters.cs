using System.Diagnostics.Metrics;

namespace Actors.Server.Board;

/// <summary>Reads the meters of this host, and not those of another host in the same process.</summary>
internal sealed class BoardMeters : IDisposable
{
    private const string Connections = "signalr.server.active_connections";
    private readonly MeterListener _listener = new();
    private long _connected;

    public BoardMeters(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Connections && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _connected, change));
        _listener.Start();
    }

    /// <summary>Phones connected to this server now.</summary>
    public long Connected => Math.Max(0, Interlocked.Read(ref _connected));

    public void Dispose() => _listener.Dispose();
}
