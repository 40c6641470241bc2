using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Client.Simulated;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.LoadTest.Tests.Runs;

public sealed class ClockDriverTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TestTimeProvider _wall = new();
    private readonly StubClock _first;
    private readonly StubClock _second;
    private readonly FollowedClock _phones;
    private readonly ClockDriver _driver;
    private readonly ServerControl[] _servers;

    public ClockDriverTests()
    {
        _first = new(_wall, Noon);
        _second = new(_wall, Noon.AddSeconds(-10));
        _phones = new(_wall);
        _servers = [new(new("http://first"), _first), new(new("http://second"), _second)];
        _driver = new(() => _servers, _phones, _wall);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clocks_that_differ_are_moved_to_the_latest()
    {
        await _driver.SynchroniseAsync(Cancelled);

        AssertAgreement();
        Assert.True(_second.Now >= Noon);
    }

    [Fact]
    public async Task Changes_of_speed_do_not_add_up_to_a_difference()
    {
        await _driver.SynchroniseAsync(Cancelled);
        for (var change = 1; change <= 100; change++)
        {
            await _driver.SetSpeedAsync(change % 2 == 0 ? 2_000 : 500, Cancelled);
            _wall.Advance(TimeSpan.FromSeconds(1));
            AssertAgreement();
        }
    }

    [Fact]
    public async Task A_server_that_comes_back_late_catches_up()
    {
        await _driver.SynchroniseAsync(Cancelled);
        await _driver.SetSpeedAsync(20, Cancelled);
        _wall.Advance(TimeSpan.FromSeconds(1));
        _second.Restart(_phones.Now.AddSeconds(-30));

        await _driver.SynchroniseAsync(Cancelled);

        AssertAgreement();
        Assert.Equal((20, 20), (_first.Speed, _second.Speed));
    }

    [Fact]
    public async Task All_clocks_stop_at_speed_0()
    {
        await _driver.SynchroniseAsync(Cancelled);
        await _driver.SetSpeedAsync(1_000, Cancelled);

        await _driver.SetSpeedAsync(0, Cancelled);

        Assert.Equal((_first.Now, _first.Now), (_second.Now, _phones.Now));
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        _first.Dispose();
        _second.Dispose();
    }

    /// <summary>The clocks of servers and phones differ by no more than the driver says, and no phone is ahead.</summary>
    private void AssertAgreement()
    {
        Assert.InRange((_first.Now - _second.Now).Duration(), TimeSpan.Zero, _driver.Error);
        var earliest = _first.Now < _second.Now ? _first.Now : _second.Now;
        Assert.InRange(earliest - _phones.Now, TimeSpan.Zero, _driver.Error);
    }

    /// <summary>The clock endpoint of a server. A request takes 5 ms of real time before and after it is carried out.</summary>
    private sealed class StubClock(TestTimeProvider wall, DateTimeOffset start) : HttpMessageHandler
    {
        private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);
        private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

        private (long Stamp, DateTimeOffset At, double Speed) _pace = (wall.GetTimestamp(), start, 1);

        public DateTimeOffset Now => _pace.At + wall.GetElapsedTime(_pace.Stamp) * _pace.Speed;

        public double Speed => _pace.Speed;

        public void Restart(DateTimeOffset now) => _pace = (wall.GetTimestamp(), now, _pace.Speed);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            wall.Advance(Latency);
            if (request.Method == HttpMethod.Put)
            {
                var change = await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken);
                var now = change.TryGetProperty("now", out var given) && given.GetDateTimeOffset() > Now
                    ? given.GetDateTimeOffset() : Now;
                _pace = (wall.GetTimestamp(), now, change.GetProperty("speed").GetDouble());
            }

            var reading = new ClockReading(Now, Speed);
            wall.Advance(Latency);
            return new(HttpStatusCode.OK) { Content = JsonContent.Create(reading, options: Json) };
        }
    }
}
