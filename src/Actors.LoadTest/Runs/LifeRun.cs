using Actors.Client;
using Actors.Client.Simulated;
using Actors.LoadTest.Output;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Lets people live through their days, on a server of its own or on one that runs already.</summary>
internal sealed class LifeRun : IAsyncDisposable
{
    /// <summary>So long after the last day the run ends: stays that are over have ended by then.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(2);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly DateOnly FirstDay = new(2026, 3, 2);
    private static readonly TimeOnly Morning = new(5, 30);
    private const double Noticeable = 0.03;

    private readonly LifeOptions _options;
    private readonly ProgrammeRules _rules;
    private readonly ChildServer? _child;
    private readonly TimeProvider _wallTime;
    private readonly IDisplay _display;
    private readonly ServerControl _control;
    private readonly FollowedClock _clock;
    private readonly ClockDriver _driver;
    private readonly PhoneSchedule _schedule;
    private readonly PhoneWorld _world;
    private readonly Governor _governor;
    private readonly LatencyLog _latencies = new();
    private readonly Lateness _lateness = new();
    private readonly List<OutageSpan> _outages = [];
    private TimeSpan _late;
    private DateTimeOffset _changedAt;

    /// <summary>A run that has not begun.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="rules">The rules by which people live.</param>
    /// <param name="child">The server to start; null: the one that the options name.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="display">Where to show how far it is.</param>
    public LifeRun(LifeOptions options, ProgrammeRules rules, ChildServer? child, TimeProvider wall, IDisplay display)
    {
        (_options, _rules, _child, _wallTime, _display) = (options, rules, child, wall, display);
        var address = child?.Address ?? options.Server!;
        _control = new(address);
        _clock = new(wall);
        _driver = new(_control, _clock, wall);
        _schedule = new(_clock, wall);
        _governor = new(rules, options.Entrants);
        _world = new()
        {
            Options = new EntrantClientOptions
            {
                Server = address,
                Platform = "load test",
                FirstPause = TimeSpan.FromMilliseconds(20),
                LongestPause = TimeSpan.FromMilliseconds(500),
            },
            Clock = _clock,
            Schedule = _schedule,
            Wall = wall,
            Faults = options.Faults,
            Reported = OnReported,
            Arrived = issuedAt => _lateness.AddPrompt(_clock.Now - issuedAt, issuedAt >= _changedAt),
        };
    }

    /// <summary>Lives.</summary>
    /// <exception cref="ServerFailedException">The server failed.</exception>
    public async Task<LifeRecord> RunAsync(CancellationToken cancellationToken)
    {
        var firstDay = await StartAsync(cancellationToken);
        var from = _clock.Now;
        var until = Until(firstDay);
        _governor.End = until - Afterwards;
        var killings = Killings(firstDay, until);
        var arrivals = PlanArrivals(firstDay, cancellationToken);
        var begun = _wallTime.GetTimestamp();
        foreach (var killing in killings)
        {
            await LiveAsync(killing.At, from, until, arrivals, cancellationToken);
            await KillAsync(killing, cancellationToken);
        }

        await LiveAsync(until, from, until, arrivals, cancellationToken);
        await _driver.SetSpeedAsync(0, cancellationToken);
        var elapsed = _wallTime.GetElapsedTime(begun);
        var lived = _clock.Now - from;
        var journals = await EndAsync(arrivals.Phones, cancellationToken);
        return new(journals, new(_rules, _outages, _clock.Now, _driver.Error), _latencies, elapsed, lived);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _schedule.DisposeAsync();
        _control.Dispose();
    }

    /// <summary>Switches phones off, then stops the server in good order.</summary>
    private async Task<IReadOnlyList<Journal>> EndAsync(
        IReadOnlyList<SimulatedPhone> phones, CancellationToken cancellationToken)
    {
        await Task.WhenAll(phones.Select(phone => phone.DisposeAsync().AsTask()));
        await _schedule.DisposeAsync();
        if (_child is not null)
        {
            await _child.StopAsync(cancellationToken);
        }

        return [.. phones.Select(phone => phone.Journal)];
    }

    private void OnReported(TimeSpan took)
    {
        _latencies.Add(took);
        _lateness.AddAnswer(took * _clock.Speed);
    }

    private DateTimeOffset Until(DateOnly firstDay) => At(firstDay.AddDays(_options.Days + 1), TimeOnly.MinValue) + Afterwards;

    /// <summary>Not while people are registered: whoever asks for that does not ask twice.</summary>
    private IReadOnlyList<Killing> Killings(DateOnly firstDay, DateTimeOffset until) => Killing.Draw(
        _options.Seed, _options.Kills, At(firstDay.AddDays(1), TimeOnly.MinValue), until - TimeSpan.FromHours(12));

    private Arrivals PlanArrivals(DateOnly firstDay, CancellationToken cancellationToken)
    {
        var arrivals = new Arrivals(_control, _world, _options.Programme, cancellationToken);
        var profiles = new PhoneProfiles(_options.Seed, firstDay, _options.Days, _rules.Zone);
        arrivals.Plan(Enumerable.Range(0, _options.Entrants).Select(profiles.Draw));
        return arrivals;
    }

    /// <summary>Starts the server, or looks at the clock of the one that runs.</summary>
    /// <returns>The local date on which people land.</returns>
    private async Task<DateOnly> StartAsync(CancellationToken cancellationToken)
    {
        if (_child is not null)
        {
            await _child.StartAsync(At(FirstDay, Morning), _control, cancellationToken);
        }

        await _driver.FollowAsync(cancellationToken);
        var local = TimeZoneInfo.ConvertTime(_clock.Now, _rules.Zone).DateTime;
        return DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) > Morning.AddMinutes(30) ? 1 : 0);
    }

    /// <summary>Lets time pass up to a moment, as fast as the machine keeps up.</summary>
    private async Task LiveAsync(
        DateTimeOffset to, DateTimeOffset from, DateTimeOffset until, Arrivals arrivals, CancellationToken cancellationToken)
    {
        while (_clock.Now is var now && now < to)
        {
            if (_schedule.Failure is { } failure)
            {
                throw new ServerFailedException($"A phone failed: {failure.Message}", failure);
            }

            if (_child is { HasFailed: true })
            {
                throw await _child.FailureAsync("The server ended by itself");
            }

            var late = _lateness.Take();
            _late = late ?? _late;
            var speed = _options.Speed ?? _governor.Choose(now, late);
            if (Math.Abs(speed - _clock.Speed) > _clock.Speed * Noticeable)
            {
                await _driver.SetSpeedAsync(speed, cancellationToken);
                _changedAt = _clock.Now;
            }

            _display.Show(new()
            {
                Phase = "living",
                Now = TimeZoneInfo.ConvertTime(now, _rules.Zone),
                Done = (now - from) / (until - from),
                Speed = _clock.Speed,
                Entrants = arrivals.Count,
                Prompts = _lateness.Prompts,
                Reports = _latencies.Count,
                Late = _late,
                Kills = _outages.Count,
            });
            var turn = _governor.NextTurn(now);
            var wait = _clock.WaitFor(turn < to ? turn : to);
            await Task.Delay(wait < LookEvery ? wait : LookEvery, _wallTime, cancellationToken);
        }
    }

    /// <summary>Kills the server and starts it again. Time stands still for the phones until it is there, then jumps.</summary>
    private async Task KillAsync(Killing killing, CancellationToken cancellationToken)
    {
        await _child!.KillAsync();
        _clock.GoOn(speed: 0);
        var died = _clock.Now;
        var back = died + killing.Outage;
        await _child.StartAsync(back, _control, cancellationToken);
        await _driver.FollowAsync(cancellationToken);
        _outages.Add(new(died, _clock.Now));
    }

    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, _rules.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
