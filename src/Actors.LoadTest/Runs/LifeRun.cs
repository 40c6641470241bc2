using Actors.Client;
using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Lets people live through their stays, on servers of its own or on one that is already running.</summary>
internal sealed class LifeRun : IAsyncDisposable
{
    /// <summary>The run ends this long after the last day, when all stays have ended.</summary>
    private static readonly TimeSpan TimeAfterEnd = TimeSpan.FromHours(2);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);
    private static readonly DateOnly FirstDay = new(2026, 3, 2);
    private static readonly TimeOnly Morning = new(5, 30);
    private const double MinSpeedChange = 0.03;

    private readonly LifeOptions _options;
    private readonly ProgrammeRules _rules;
    private readonly ServerGroup _servers;
    private readonly TimeProvider _wallTime;
    private readonly ILifeDisplay _display;
    private readonly FollowedClock _clock;
    private readonly ClockDriver _driver;
    private readonly PhoneSchedule _schedule;
    private readonly PhoneWorld _world;
    private readonly Governor _governor;
    private readonly LatencyLog _latencies = new();
    private readonly Lateness _lateness = new();
    private readonly List<OutageSpan> _outages = [];
    private readonly List<FailOver> _failOvers = [];
    private Task _messages = Task.CompletedTask;
    private TimeSpan _late;
    private DateTimeOffset _changedAt;

    /// <summary>Creates a run that has not begun.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="rules">The rules of the programme.</param>
    /// <param name="servers">The servers; the run starts and stops those that are children.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="display">Shows the progress.</param>
    public LifeRun(LifeOptions options, ProgrammeRules rules, ServerGroup servers, TimeProvider wall, ILifeDisplay display)
    {
        (_options, _rules, _servers, _wallTime, _display) = (options, rules, servers, wall, display);
        _clock = new(wall);
        _driver = new(() => servers.Running, _clock, wall);
        _schedule = new(_clock, wall);
        _governor = new(rules, options.Entrants);
        _world = new()
        {
            Options = new EntrantClientOptions
            {
                Server = servers.Addresses[0],
                OtherServers = [.. servers.Addresses.Skip(1)],
                Platform = "load test",
                FirstPause = TimeSpan.FromMilliseconds(20),
                MaxPause = TimeSpan.FromMilliseconds(500),
            },
            Clock = _clock,
            Schedule = _schedule,
            Wall = wall,
            Faults = options.Faults,
            Push = new(servers.Addresses, $"{options.Seed}-{Environment.ProcessId}", wall),
            Reported = OnReported,
            Arrived = issuedAt => _lateness.AddPrompt(_clock.Now - issuedAt, issuedAt >= _changedAt),
        };
    }

    /// <summary>
    /// What happens to the surroundings of the servers in the middle of the run, at the speed of a fail-over; <c>null</c> if
    /// nothing does.
    /// Then every connected phone must have an answer.
    /// </summary>
    public Func<CancellationToken, Task>? Halfway { get; init; }

    private bool IsCluster => _servers.Addresses.Count > 1;

    private int Disturbances => _outages.Count + _failOvers.Count;

    /// <summary>Runs all days.</summary>
    /// <exception cref="ServerFailedException">A server failed.</exception>
    public async Task<LifeRecord> RunAsync(CancellationToken cancellationToken)
    {
        var firstDay = await StartAsync(cancellationToken);
        var from = _clock.Now;
        var until = Until(firstDay);
        _governor.End = until - TimeAfterEnd;
        using var pushing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _messages = PushAsync(pushing.Token);
        var disturbances = Disturb(firstDay, until);
        var begun = _wallTime.GetTimestamp();
        using var arrivals = await EnterAsync(firstDay, cancellationToken);
        var rotating = RotateKeysAsync(from, until, pushing.Token);
        foreach (var disturbance in disturbances)
        {
            await LiveAsync(disturbance.At, from, until, arrivals, cancellationToken);
            await (IsCluster
                ? FailOverAsync(disturbance, arrivals.Phones, cancellationToken)
                : RestartAsync(disturbance.Outage, cancellationToken));
        }

        if (Halfway is not null)
        {
            await LiveAsync(from + (until - from) / 2, from, until, arrivals, cancellationToken);
            await _driver.SetSpeedAsync(Math.Min(_clock.Speed, FailOver.MaxSpeed), cancellationToken);
            await Halfway(cancellationToken);
            await FailOver.WaitAsync(arrivals.Phones, _wallTime, cancellationToken);
            ForgetLateness();
        }

        await LiveAsync(until, from, until, arrivals, cancellationToken);
        await _driver.SetSpeedAsync(0, cancellationToken);
        await rotating;
        await arrivals.SettleAsync();
        await pushing.CancelAsync();
        await _messages.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var elapsed = _wallTime.GetElapsedTime(begun);
        var lived = _clock.Now - from;
        var journals = await EndAsync(arrivals.Phones, cancellationToken);
        return new(
            journals, new(_rules, _outages, _clock.Now, _driver.Error), _latencies, elapsed, lived,
            arrivals.Entries, arrivals.Entering, _failOvers);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _world.Push?.Dispose();
        return _schedule.DisposeAsync();
    }

    /// <summary>Switches the phones off, then stops the servers in good order.</summary>
    private async Task<IReadOnlyList<Journal>> EndAsync(
        IReadOnlyList<SimulatedPhone> phones, CancellationToken cancellationToken)
    {
        await Task.WhenAll(phones.Select(phone => phone.DisposeAsync().AsTask()));
        await _schedule.DisposeAsync();
        await _servers.StopAsync(cancellationToken);
        return [.. phones.Select(phone => phone.Journal)];
    }

    private Task PushAsync(CancellationToken cancellationToken) =>
        _world.Push?.RunAsync(_schedule, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Rotates the master key so often, at equal distances, while people live.</summary>
    private async Task RotateKeysAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= _options.KeyRotations; number++)
        {
            var at = from + (until - from) * number / (_options.KeyRotations + 1);
            while (_clock.Now < at)
            {
                await Task.Delay(CheckInterval, _wallTime, cancellationToken);
            }

            await _servers.Children[0].RotateMasterKeyAsync(cancellationToken);
        }
    }

    private void OnReported(TimeSpan took)
    {
        _latencies.Add(took);
        _lateness.AddAnswer(took * _clock.Speed);
    }

    private DateTimeOffset Until(DateOnly firstDay) => At(firstDay.AddDays(_options.Days + 1), TimeOnly.MinValue) + TimeAfterEnd;

    /// <summary>Disturbances begin on the second day, because an enrolment that fails is not repeated.</summary>
    private IReadOnlyList<Disturbance> Disturb(DateOnly firstDay, DateTimeOffset until) => Disturbance.Draw(
        _options, _servers.Addresses.Count, At(firstDay.AddDays(1), TimeOnly.MinValue), until - TimeSpan.FromHours(12));

    private async Task<Arrivals> EnterAsync(DateOnly firstDay, CancellationToken cancellationToken)
    {
        var arrivals = new Arrivals(_servers, _world, _options, _rules, cancellationToken);
        var profiles = new PhoneProfiles(_options.Seed, firstDay, _options.Days, _rules.Zone, _options.PushOnly);
        await arrivals.EnterAsync([.. Enumerable.Range(0, _options.Entrants).Select(profiles.Draw)]);
        return arrivals;
    }

    /// <summary>Starts the servers and reads the clock.</summary>
    /// <returns>The local date on which people land.</returns>
    private async Task<DateOnly> StartAsync(CancellationToken cancellationToken)
    {
        await _servers.StartAsync(new(At(FirstDay, Morning), Speed: 1), cancellationToken);
        await _driver.SynchroniseAsync(cancellationToken);
        var local = TimeZoneInfo.ConvertTime(_clock.Now, _rules.Zone).DateTime;
        return DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) > Morning.AddMinutes(30) ? 1 : 0);
    }

    /// <summary>Lets time pass until a moment, as fast as the machine keeps up.</summary>
    private async Task LiveAsync(
        DateTimeOffset to, DateTimeOffset from, DateTimeOffset until, Arrivals arrivals, CancellationToken cancellationToken)
    {
        while (_clock.Now is var now && now < to)
        {
            if (_schedule.Failure is { } failure)
            {
                throw new ServerFailedException($"A phone failed: {failure.Message}", failure);
            }

            if (_messages.IsFaulted)
            {
                await _messages; // No push or short message comes any more.
            }

            await _servers.CheckAsync();
            var late = _lateness.Take();
            _late = late ?? _late;
            var speed = _options.Speed ?? _governor.Choose(now, late);
            if (Math.Abs(speed - _clock.Speed) > _clock.Speed * MinSpeedChange)
            {
                await _driver.SetSpeedAsync(speed, cancellationToken);
                _changedAt = _clock.Now;
            }

            _display.Show(new()
            {
                Now = TimeZoneInfo.ConvertTime(now, _rules.Zone),
                Done = (now - from) / (until - from),
                Speed = _clock.Speed,
                Entrants = arrivals.Count,
                Prompts = _lateness.Prompts,
                Reports = _latencies.Count,
                Late = _late,
                Disturbances = Disturbances,
            });
            var turn = _governor.NextTurn(now);
            var wait = _clock.WaitFor(turn < to ? turn : to);
            await Task.Delay(wait < CheckInterval ? wait : CheckInterval, _wallTime, cancellationToken);
        }
    }

    /// <summary>
    /// Kills the only server and starts it again. The clock of the phones stops meanwhile, then jumps over the outage.
    /// </summary>
    private async Task RestartAsync(TimeSpan outage, CancellationToken cancellationToken)
    {
        await _servers.KillAsync(index: 0);
        _clock.SetSpeed(0);
        var died = _clock.Now;
        await _servers.StartAsync(index: 0, new(died + outage, Speed: 1), cancellationToken);
        await _driver.SynchroniseAsync(cancellationToken);
        _outages.Add(new(died, _clock.Now));
    }

    /// <summary>
    /// Disturbs one server of the cluster and starts it again, at a speed at which the fail-over takes minutes of programme
    /// time. It ends when the server is back and every connected phone has had an answer.
    /// </summary>
    private async Task FailOverAsync(
        Disturbance disturbance, IReadOnlyList<SimulatedPhone> phones, CancellationToken cancellationToken)
    {
        var (kind, server) = (disturbance.Kind, disturbance.Server);
        var speed = Math.Min(_clock.Speed, FailOver.MaxSpeed);
        if (kind != DisturbanceKind.Kill)
        {
            await _driver.SetSpeedAsync(speed, cancellationToken); // Before it: later the server follows no more.
        }

        var begun = _wallTime.GetTimestamp();
        Task<TimeSpan> takingOver;
        TimeSpan? ended = null;
        if (kind == DisturbanceKind.Pause)
        {
            _servers.Pause(server);
            takingOver = FailOver.WaitAsync(phones, _wallTime, cancellationToken);
            await Task.WhenAll(takingOver, Task.Delay(FailOver.ShortestPause, _wallTime, cancellationToken));
            ended = await _servers.ResumeAsync(server, cancellationToken);
        }
        else if (kind == DisturbanceKind.Restart)
        {
            var stopping = _servers.StopAsync(server, cancellationToken);
            takingOver = FailOver.WaitAsync(phones, _wallTime, cancellationToken);
            await stopping;
        }
        else
        {
            await _servers.KillAsync(server);
            await _driver.SetSpeedAsync(speed, cancellationToken);
            var slowed = _wallTime.GetElapsedTime(begun);
            takingOver = AfterAsync(slowed, FailOver.WaitAsync(phones, _wallTime, cancellationToken));
        }

        await _servers.StartAsync(server, new(_clock.Now, _clock.Speed), cancellationToken);
        await _driver.SynchroniseAsync(cancellationToken);
        _failOvers.Add(new(kind, server, await takingOver, ended));
        ForgetLateness();
    }

    /// <summary>What was late because of a disturbance does not slow down the time after it.</summary>
    private void ForgetLateness()
    {
        _changedAt = _clock.Now;
        _lateness.Take();
    }

    private static async Task<TimeSpan> AfterAsync(TimeSpan before, Task<TimeSpan> time) => before + await time;

    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, _rules.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
