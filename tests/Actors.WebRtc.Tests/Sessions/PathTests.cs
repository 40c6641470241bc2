using System.Net;
using Actors.Testing;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>
/// By which of its addresses a phone is reached. A nomination says only that the phone's check arrived. Some phones nominate
/// two pairs and use the one whose answers they got; Firefox does not nominate that one again.
/// </summary>
public sealed class PathTests : IAsyncDisposable
{
    private readonly TestTimeProvider _time = new();
    private readonly CallPair _pair;
    private readonly ScriptedPhone _phone;

    public PathTests()
    {
        _pair = new CallPair(time: _time);
        _phone = new ScriptedPhone(_pair);
    }

    private long Now => (long)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _pair.DisposeAsync();
    }

    /// <summary>The second path loses all that we send; the phone goes on to nominate it, or not.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_nominated_path_that_loses_our_answers_changes_nothing(bool answersChecks, bool nominatesAgain)
    {
        var (good, lost) = (_phone.OpenPath(answersChecks), _phone.OpenPath());
        _phone.Check(good, nominates: true);
        _phone.Check(lost, nominates: true);
        _phone.Pump(good);
        _phone.StartDtls(good);
        _phone.Check(good, nominates: false);
        _phone.Check(lost, nominatesAgain);
        _phone.Pump(good);

        Assert.True(_phone.IsConnected);
        Film(good, seconds: 3, () => _phone.Check(lost, nominatesAgain));
        AssertReached(good, lost);
    }

    /// <summary>The same when the phone comes to another network: by a check only, or by a restart of ICE.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void So_it_is_after_a_change_of_network(bool answersChecks, bool restarts)
    {
        var (home, street, lost) = (_phone.OpenPath(answersChecks), _phone.OpenPath(answersChecks), _phone.OpenPath());
        _phone.Connect(home);
        Film(home, seconds: 1);
        if (restarts)
        {
            _phone.RestartIce();
        }

        _phone.Check(street, nominates: true);
        _phone.Check(lost, nominates: true);
        _phone.Pump(street);
        Film(street, seconds: 3, () => _phone.Check(lost, nominates: true));

        AssertReached(street, lost);
        var before = FeedbackOf(home);
        Film(street, seconds: 3);
        Assert.Equal(before, FeedbackOf(home));
    }

    /// <summary>Two addresses of the server and one of the phone are two paths too.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_it_is_with_two_addresses_of_the_server(bool answersChecks)
    {
        await using var pair = new CallPair(
            options =>
            {
                options.Listen.Add("127.0.0.1");
                options.Listen.Add("127.0.0.2");
            },
            _time);
        using var phone = new ScriptedPhone(pair);
        var path = phone.OpenPath(answersChecks);
        path.Deaf = IPAddress.Parse("127.0.0.2");
        Check(server: 0);
        Check(server: 1);
        path.Server = 0;
        phone.StartDtls(path);
        phone.Pump(path);
        Assert.True(phone.IsConnected);
        for (var times = 0; times < 3; times++)
        {
            Check(server: 1);
            path.Server = 0;
            phone.Deliver(path, phone.Packets(Now).Single());
            _time.Advance(TimeSpan.FromSeconds(1));
            phone.Pump(path);
        }

        Assert.InRange(path.Feedback, 3, int.MaxValue);

        void Check(int server)
        {
            path.Server = server;
            phone.Check(path, nominates: true);
            phone.Pump(path);
        }
    }

    /// <summary>Both paths work: the one that the phone films by is answered, whichever it nominated last.</summary>
    [Fact]
    public void Packets_go_back_where_the_film_comes_from()
    {
        var (first, second) = (_phone.OpenPath(), _phone.OpenPath());
        _phone.Connect(first);
        _phone.Check(second, nominates: true);
        _phone.Pump(second);

        Film(first, seconds: 2);
        Assert.Equal(0, FeedbackOf(second));
        Film(second, seconds: 2);
        Assert.InRange(FeedbackOf(second), 2, int.MaxValue);
        var before = FeedbackOf(first);
        Film(second, seconds: 2);
        Assert.Equal(before, FeedbackOf(first));
    }

    /// <summary>
    /// The attacker sends with the address of another path of the phone, which has proved to work. He has packets from the
    /// wire, some of which have not come by themselves, but he has no keys.
    /// </summary>
    [Fact]
    public void What_is_forged_repeated_or_old_moves_nothing()
    {
        var (used, other) = (_phone.OpenPath(), _phone.OpenPath());
        _phone.Connect(used);
        _phone.Check(other, nominates: false);
        _phone.Pump(other);
        var late = _phone.Packets(Now).Single();
        var seen = _phone.Packets(Now).Single();
        _phone.Deliver(used, seen);
        var forged = (byte[])seen.Clone();
        forged[3]++;

        for (var times = 0; times < 5; times++)
        {
            _phone.Deliver(other, seen);
            _phone.Deliver(other, forged);
            _phone.Deliver(other, [22, 0xFE, 0xFD, .. new byte[50]]);
            _phone.Deliver(other, [22, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 9, 0, 32, .. new byte[32]]);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _phone.Deliver(other, late);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, FeedbackOf(other));
        Assert.InRange(FeedbackOf(used), 6, int.MaxValue);
        Assert.InRange(CountOf(DatagramDrop.Replay), 5, 5);
        Assert.InRange(CountOf(DatagramDrop.Unauthentic), 5, 5);
    }

    [Fact]
    public void An_address_that_no_check_proved_moves_nothing_even_with_fresh_packets()
    {
        var (used, unknown) = (_phone.OpenPath(), _phone.OpenPath());
        _phone.Connect(used);
        Film(used, seconds: 1);
        Film(unknown, seconds: 2);

        Assert.Equal(0, FeedbackOf(unknown));
        Assert.InRange(CountOf(DatagramDrop.UnknownAddress), 1, int.MaxValue);
    }

    /// <summary>Its consent expires half a minute after it was last heard from.</summary>
    [Fact]
    public void A_path_that_fell_silent_is_left()
    {
        var (dead, alive) = (_phone.OpenPath(), _phone.OpenPath());
        _phone.Connect(dead);
        Film(dead, seconds: 1);
        for (var seconds = 0; seconds < 8; seconds++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _phone.Check(alive, nominates: false);
        }

        _phone.Pump(alive);
        Assert.Equal(0, FeedbackOf(alive));
        Film(alive, seconds: 1);
        Assert.InRange(FeedbackOf(alive), 1, int.MaxValue);
    }

    /// <summary>
    /// An enrolled caller names the address of a victim, from which he can send but not read: the victim gets no more than
    /// three times what he sends himself, at any moment, whatever he sends.
    /// </summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 20)]
    [InlineData(20, 1)]
    [InlineData(0, 5)]
    public void A_victim_whose_address_is_named_gets_three_times_the_bytes_at_most(int checks, int hellos)
    {
        var victim = _phone.OpenPath(answersChecks: false);
        _phone.Check(victim, nominates: true);
        for (var times = 0; times < 20; times++)
        {
            for (var count = 0; count < checks; count++)
            {
                _phone.Check(victim, nominates: true);
                AssertRatio(victim);
            }

            for (var count = 0; count < hellos; count++)
            {
                _phone.StartDtls(victim);
                AssertRatio(victim);
            }

            _time.Advance(TimeSpan.FromSeconds(0.5));
            AssertRatio(victim);
        }
    }

    /// <summary>Nor does a caller who is connected and then moves there, with keys.</summary>
    [Fact]
    public void Nor_does_a_connected_caller_get_more_to_a_victim()
    {
        var (own, victim) = (_phone.OpenPath(), _phone.OpenPath(answersChecks: false));
        _phone.Connect(own);
        Film(own, seconds: 1);
        _phone.Check(victim, nominates: true);
        for (var times = 0; times < 60; times++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            AssertRatio(victim);
        }

        foreach (var packet in _phone.Packets(Now, 20_000))
        {
            _phone.Deliver(victim, packet);
            AssertRatio(victim);
        }

        Film(victim, seconds: 2);
        AssertRatio(victim);
    }

    /// <summary>
    /// The proof comes with what the phone sends anyway: check, then handshake in two flights, as without it. A hello that
    /// overtakes the proof is answered as soon as the proof is there.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_proof_of_an_address_costs_no_round_trip(bool isOvertaken)
    {
        var path = _phone.OpenPath();
        _phone.Check(path, nominates: true);
        if (isOvertaken)
        {
            Assert.True(_pair.Endpoint.Routes.TryFind(TransportAddress.From(path.EndPoint), out var route));
            while (route.Send(new byte[50]))
            {
                // Until the address has got what it may get, so that the first flight is held.
            }

            _phone.StartDtls(path);
            _phone.Pump(path);
        }
        else
        {
            _phone.Pump(path);
            _phone.StartDtls(path);
            _phone.Pump(path);
        }

        Assert.True(_phone.IsConnected);
        Assert.Equal(2, path.Flights);
        Assert.Equal(SessionState.Connected, _phone.Session.State);
    }

    private static void AssertRatio(ScriptedPhone.Path victim)
    {
        victim.Drain();
        Assert.InRange(victim.Received, 0, SessionLimits.Amplification * victim.Sent);
    }

    private void AssertReached(ScriptedPhone.Path reached, ScriptedPhone.Path lost)
    {
        Assert.Equal(SessionState.Connected, _phone.Session.State);
        Assert.InRange(FeedbackOf(reached), 3, int.MaxValue);
        lost.Drain();
        Assert.All(lost.Kinds, kind => Assert.InRange(kind, (byte)0, (byte)3)); // Answers to checks, and checks.
    }

    /// <summary>Sends two key frames a second, and reads what comes.</summary>
    private void Film(ScriptedPhone.Path path, int seconds, Action? meanwhile = null)
    {
        for (var half = 0; half < 2 * seconds; half++)
        {
            foreach (var packet in _phone.Packets(Now))
            {
                _phone.Deliver(path, packet);
            }

            meanwhile?.Invoke();
            _time.Advance(TimeSpan.FromSeconds(0.5));
            _phone.Pump(path);
        }
    }

    private int FeedbackOf(ScriptedPhone.Path path)
    {
        _phone.Pump(path);
        return path.Feedback;
    }

    private long CountOf(DatagramDrop reason) => _pair.Endpoint.Sockets[0].Counts.Of(reason);
}
