using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Actors.Testing.Markers;

/// <summary>
/// Everything that this process says while it lives: log lines of every level, texts of every exception that is thrown
/// anywhere, caught or not, and every measurement with its tags.
/// </summary>
public sealed class Overheard : IDisposable
{
    private readonly ConcurrentQueue<string> _exceptions = new();
    private readonly ConcurrentQueue<string> _measurements = new();
    private readonly MeterListener _meters = new();

    /// <summary>Begins to listen.</summary>
    public Overheard()
    {
        AppDomain.CurrentDomain.FirstChanceException += Note;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            _measurements.Enqueue($"{instrument.Meter.Name} {instrument.Name} {instrument.Description}");
            listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<byte>(Note);
        _meters.SetMeasurementEventCallback<short>(Note);
        _meters.SetMeasurementEventCallback<int>(Note);
        _meters.SetMeasurementEventCallback<long>(Note);
        _meters.SetMeasurementEventCallback<float>(Note);
        _meters.SetMeasurementEventCallback<double>(Note);
        _meters.SetMeasurementEventCallback<decimal>(Note);
        _meters.Start();
    }

    /// <summary>Gives its lines here.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Texts of exceptions, with those inside them.</summary>
    public IReadOnlyCollection<string> Exceptions => _exceptions;

    /// <summary>Names, values and tags.</summary>
    public IReadOnlyCollection<string> Measurements => _measurements;

    /// <summary>All of it, as it would be written.</summary>
    public IEnumerable<byte[]> ReadAll()
    {
        _meters.RecordObservableInstruments();
        return Log.Lines.Concat(_exceptions).Concat(_measurements).Select(line => Encoding.UTF8.GetBytes(line));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Note;
        _meters.Dispose();
        Log.Dispose();
    }

    private void Note(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        _exceptions.Enqueue($"{thrown.Exception}");
        foreach (System.Collections.DictionaryEntry entry in thrown.Exception.Data)
        {
            _exceptions.Enqueue($"{entry.Key}: {entry.Value}");
        }
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct
    {
        var line = $"{instrument.Meter.Name} {instrument.Name} {value}";
        foreach (var (tag, text) in tags)
        {
            line += $" {tag}={text}";
        }

        _measurements.Enqueue(line);
    }
}
