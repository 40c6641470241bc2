using System.Security.Cryptography;
using Actors.Client;
using Actors.Client.Simulated;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.WebRtc.Caller;
using CallStage = Actors.Protocol.Messages.CallStage;
using FaceOutcome = Actors.Domain.Calls.FaceOutcome;

namespace Actors.Server.Demo.Calls;

/// <summary>
/// One video call of a fictional person, by a phone of its own. A call takes real time, however fast people live, so the
/// person asks for it. Most people pass; some are handed to staff, and some do not take the call.
/// </summary>
internal sealed partial class DemoCall : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Reaction = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly DemoCameras _cameras;
    private readonly IGrainFactory _grains;
    private readonly PhoneWorld _world;
    private readonly ILogger _log;
    private readonly Task _running;

    /// <summary>Begins.</summary>
    /// <param name="person">The person.</param>
    /// <param name="place">Where the person is, in degrees north and east.</param>
    /// <param name="script">How the person behaves.</param>
    /// <param name="world">What the phones in this server share.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="grains">Used where there are no pictures.</param>
    /// <param name="log">Where a call that could not be made is told.</param>
    public DemoCall(
        DemoPerson person, (double Latitude, double Longitude) place, CallScript script, PhoneWorld world, DemoCameras cameras,
        IGrainFactory grains, ILogger log)
    {
        (Person, _world, _cameras, _grains, _log) = (person, world, cameras, grains, log);
        _running = Task.Run(() => RunAsync(place, script));
    }

    /// <summary>The person.</summary>
    public DemoPerson Person { get; }

    /// <summary>Whether the person was handed to staff, who call back.</summary>
    public bool IsToBeCalledBack { get; private set; }

    /// <summary>Whether the call is over, and the pause after it.</summary>
    public bool IsOver => _running.IsCompleted;

    /// <summary>
    /// Draws how a person behaves: of twenty people fourteen pass, three are not recognised, two ask for staff, one declines.
    /// </summary>
    public static CallScript DrawScript() => RandomNumberGenerator.GetInt32(20) switch
    {
        < 14 => CallScript.Passes,
        < 17 => CallScript.Fails,
        < 19 => CallScript.AsksForStaff,
        _ => CallScript.Declines,
    };

    /// <summary>Completes when the call is over, and the pause after it.</summary>
    public Task WhenOverAsync() => _running;

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync((double Latitude, double Longitude) place, CallScript script)
    {
        using var tooLong = new CancellationTokenSource(Longest, _world.Wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, _stopping.Token);
        var inbox = new CallInbox();
        try
        {
            await using (var phone = new EntrantClient(Person.Token, _world.Options, inbox))
            {
                await phone.StartAsync(either.Token);
                await phone.RequestCallAsync(either.Token);
                var ringing = await inbox.WaitAsync(call => call.Stage == CallStage.Ringing, either.Token);
                await WaitAsync(Reaction, Reaction * 3, either.Token);
                await TakeAsync(phone, inbox, ringing, place, script, either.Token);
            }

            await WaitAsync(Reaction, Reaction * 4, either.Token);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or RefusedException or NotConnectedException or SignInRefusedException)
        {
            // The server stops, or the call was refused or broke off: another person is called.
        }
        catch (Exception exception)
        {
            LogFailed(_log, exception);
        }
    }

    private async Task TakeAsync(
        EntrantClient phone, CallInbox inbox, VideoCall call, (double Latitude, double Longitude) place, CallScript script,
        CancellationToken cancellationToken)
    {
        if (script == CallScript.Declines)
        {
            await phone.DeclineCallAsync(call.Number, cancellationToken);
            return;
        }

        await using var camera = _cameras.HasFilms ? _cameras.Open(script != CallScript.Fails) : null;
        await (camera is not null
            ? ConnectAsync(phone, camera, call.Number, cancellationToken)
            : Grain(call).AnswerAsync(call.Number));
        var fix = new FreshFix(place.Latitude, place.Longitude, AccuracyMetres: 15, AgeSeconds: 0);
        await phone.SendAsync(new CallPlace(call.Number, CommandId.Draw().ToString(), fix), cancellationToken);
        if (script == CallScript.AsksForStaff)
        {
            await WaitAsync(Reaction * 2, Reaction * 4, cancellationToken);
            await phone.AskForPersonAsync(call.Number, cancellationToken);
        }
        else if (camera is null)
        {
            await PretendAsync(call, script, cancellationToken);
        }

        var last = await inbox.WaitAsync(
            each => each.Number == call.Number && each.Stage is CallStage.Queued or CallStage.Ended, cancellationToken);
        if (last.Stage == CallStage.Queued)
        {
            // No desk is open. The person reads that staff call back, and agrees.
            await WaitAsync(Reaction * 5, Reaction * 12, cancellationToken);
            await phone.DeclineCallAsync(call.Number, cancellationToken);
            IsToBeCalledBack = true;
        }
    }

    private static async Task ConnectAsync(
        EntrantClient phone, VideoCaller camera, int number, CancellationToken cancellationToken) =>
        await camera.ConnectAsync(
            await phone.AnswerCallAsync(number, camera.Offer, cancellationToken), cancellationToken);

    /// <summary>
    /// In place of media and the analysis of pictures: takes about as long, and then reports the verdict of the script.
    /// Shorter than the time after which a call without media counts as interrupted.
    /// </summary>
    private async Task PretendAsync(VideoCall call, CallScript script, CancellationToken cancellationToken)
    {
        await WaitAsync(Reaction * 4, Reaction * 11, cancellationToken);
        var face = script == CallScript.Fails
            ? new FaceResult(FaceOutcome.Failed, "no-turn")
            : new FaceResult(FaceOutcome.Passed, "none");
        await Grain(call).ReportFaceResultAsync(call.Number, EntrantId.Parse(call.Person), face);
    }

    private ICallGrain Grain(VideoCall call) => _grains.GetGrain<ICallGrain>(call.Person);

    private Task WaitAsync(TimeSpan least, TimeSpan most, CancellationToken cancellationToken)
    {
        var spread = RandomNumberGenerator.GetInt32((int)(most - least).TotalMilliseconds);
        return Task.Delay(least + TimeSpan.FromMilliseconds(spread), _world.Wall, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The video call of a fictional person failed. Another person is called in a moment.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}

/// <summary>How a fictional person behaves in a call.</summary>
internal enum CallScript
{
    /// <summary>Does what the server asks.</summary>
    Passes = 0,

    /// <summary>Is not recognised, and is handed to staff.</summary>
    Fails = 1,

    /// <summary>Asks for a member of staff.</summary>
    AsksForStaff = 2,

    /// <summary>Does not take the call.</summary>
    Declines = 3,
}
