using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Benchmarks.Calls;

/// <summary>An endpoint that analyses the frames of its calls, and callers in their own process.</summary>
internal sealed class CallHouse : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly LoadedFaceModel _model;
    private readonly FaceDetectorPool _detectors;
    private readonly Watchers _watchers;
    private readonly CallEndpoint _endpoint;
    private readonly Child _callers;
    private readonly List<KeptFrame>? _kept;
    private readonly List<WatchedCall> _calls = [];

    /// <summary>Starts without calls.</summary>
    /// <param name="kept">Receives the analysed frames, of one thread; null to keep none and use all cores.</param>
    /// <exception cref="BenchmarkSkippedException">The model or the film is missing.</exception>
    public CallHouse(List<KeptFrame>? kept = null)
    {
        var film = CallFilm.Find();
        var threads = kept is null ? Environment.ProcessorCount : 1;
        _kept = kept;
        _model = CallModel.Load();
        _detectors = new(_model, threads);
        _watchers = new(threads);
        _endpoint = new(new() { MaxCalls = SessionLimits.Calls }, TimeProvider.System, NullLogger<CallEndpoint>.Instance);
        _callers = Child.Start(CallersProcess.Verb, film);
    }

    /// <summary>All calls, including ended ones.</summary>
    public IReadOnlyList<WatchedCall> Calls => _calls;

    /// <summary>The face model.</summary>
    public LoadedFaceModel Model => _model;

    /// <summary>The CPU time of all callers so far.</summary>
    public TimeSpan CallersCpu => _callers.Cpu;

    /// <summary>Starts a call and waits until it is connected.</summary>
    public async Task CallAsync()
    {
        await _callers.SayAsync(CallersProcess.Offer);
        var offer = CallersProcess.Unpack(await _callers.HearAsync(CallersProcess.Offer));
        var call = new WatchedCall(_watchers, _detectors, _kept);
        var session = _endpoint.Answer(offer, call);
        _calls.Add(call);
        await _callers.SayAsync($"{CallersProcess.Answer} {CallersProcess.Pack(session.Answer)}");
        await _callers.HearAsync(CallersProcess.Connected);
    }

    /// <summary>Ends all calls and waits until the endpoint has noticed.</summary>
    public async Task HangUpAsync()
    {
        await _callers.SayAsync(CallersProcess.Close);
        await _callers.HearAsync(CallersProcess.Close);
        while (_endpoint.Running > 0)
        {
            await Task.Delay(Rest, TimeProvider.System);
        }

        Check(SessionEnd.ByPeer);
    }

    /// <summary>Throws if a call ended unexpectedly or an analysis failed.</summary>
    /// <param name="end">How all calls ended; null if none has.</param>
    public void Check(SessionEnd? end)
    {
        foreach (var call in _calls)
        {
            if (call.Failure is { } failure)
            {
                throw new InvalidOperationException("A frame could not be analysed.", failure);
            }

            if (call.End != end)
            {
                throw new InvalidOperationException($"A call ended with {call.End?.ToString() ?? "nothing"}.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _callers.DisposeAsync();
        await _endpoint.DisposeAsync();
        _watchers.Dispose();
        _detectors.Dispose();
        _model.Dispose();
    }
}
