using Actors.Testing;
using Actors.WebRtc.Caller.Ice;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Tests.Ice;

public sealed class ControllingIceAgentTests
{
    private readonly IceSample _sample = new();
    private readonly ControllingIceAgent _agent;
    private readonly byte[] _buffer = new byte[StunWriter.Enough];

    public ControllingIceAgentTests() =>
        _agent = new ControllingIceAgent(_sample.Local, _sample.Remote, new SeededNumbers(5));

    [Fact]
    public void A_check_says_what_it_must()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));

        Assert.True(StunMessage.TryRead(Send(0).Datagram, out var check));
        Assert.Equal(StunClass.Request, check.Class);
        Assert.Equal($"{_sample.Remote.Fragment}:{_sample.Local.Fragment}", System.Text.Encoding.ASCII.GetString(check.Username));
        Assert.True(check.TryGetPriority(out var priority));
        Assert.Equal(IcePriority.Of(IceCandidateKind.PeerReflexive, IcePriority.BestLocalPreference), priority);
        Assert.True(check.TryGetControlling(out var tieBreaker));
        Assert.NotEqual(0u, tieBreaker);
        Assert.False(check.UsesCandidate);
        Assert.True(check.IsAuthentic(_sample.Remote.PasswordBytes));
    }

    [Fact]
    public void A_check_is_repeated_after_ever_longer_pauses_and_given_up()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _agent.EndRemote();

        var sent = SendUntil(39_500);
        Assert.Equal([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500], sent.Select(check => check.At));
        Assert.Single(sent.Select(check => Transaction(check.Datagram)).Distinct());
        Assert.Equal(IceState.Checking, _agent.State);
        Assert.Equal(IceState.Failed, _agent.Advance(39_500));
    }

    [Fact]
    public void New_checks_keep_their_distance_and_go_by_priority()
    {
        for (var index = 1; index <= 4; index++)
        {
            Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Address("192.0.2.1", index), (uint)(1_000 * index))));
        }

        var sent = SendUntil(200);
        Assert.Equal([0, 50, 100, 150], sent.Select(check => check.At));
        Assert.Equal([4, 3, 2, 1], sent.Select(check => (int)check.To.Port));
    }

    [Fact]
    public void With_many_checks_under_way_repetitions_wait_longer()
    {
        for (var index = 1; index <= 20; index++)
        {
            Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Address("192.0.2.1", index), (uint)(1_000 * index))));
        }

        var first = SendUntil(2_000).Where(check => check.To.Port == 20).Select(check => check.At);
        Assert.Equal([0, 1_000], first);
    }

    [Fact]
    public void What_cannot_be_checked_is_not_added()
    {
        var candidate = IceMeeting.Candidate(IceSample.Server);
        Assert.False(_agent.AddRemote(candidate with { Transport = CandidateTransport.Tcp }));
        Assert.False(_agent.AddRemote(candidate with { Component = 2 }));
        Assert.False(_agent.AddRemote(candidate with { Host = "name.local" }));
        Assert.False(_agent.AddRemote(candidate with { Port = 0 }));
        Assert.True(_agent.AddRemote(candidate));
        Assert.False(_agent.AddRemote(candidate));
        for (var index = 1; index < CheckList.Capacity; index++)
        {
            Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Address("192.0.2.1", index))));
        }

        Assert.False(_agent.AddRemote(IceMeeting.Candidate(IceSample.Phone)));
    }

    [Fact]
    public void A_pair_that_works_is_chosen_by_a_second_check()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        var first = Send(0);

        Assert.True(Moves(Answer(first.Datagram), IceSample.Server, 5));
        Assert.Equal(IceState.Connected, _agent.State);
        Assert.Equal(50, _agent.NextDue(5));
        Assert.False(_agent.TrySend(49, _buffer, out _, out _));

        var second = Send(50);
        Assert.True(StunMessage.TryRead(second.Datagram, out var nomination));
        Assert.True(nomination.UsesCandidate);
        Assert.NotEqual(Transaction(first.Datagram), nomination.Transaction);
        Assert.False(Moves(Answer(second.Datagram), IceSample.Server, 55));
        Assert.Equal(IceState.Completed, _agent.State);
        Assert.False(_agent.AddRemote(IceMeeting.Candidate(IceSample.Phone)));
    }

    [Fact]
    public void A_choice_that_is_not_confirmed_is_dropped()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _agent.EndRemote();
        Receive(Answer(Send(0).Datagram), IceSample.Server, 5);

        Assert.Equal(7, SendUntil(60_000, from: 6).Count);
        Assert.Equal(IceState.Failed, _agent.State);
        Assert.True(_agent.Remote.IsEmpty);
    }

    [Fact]
    public void An_answer_from_elsewhere_ends_a_pair()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _agent.EndRemote();
        Receive(Answer(Send(0).Datagram), IceSample.OtherPhone, 5);
        Assert.Equal(IceState.Failed, _agent.State);
    }

    [Fact]
    public void A_conflict_of_roles_ends_a_pair()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _agent.EndRemote();
        Receive(Answer(Send(0).Datagram, StunError.RoleConflict), IceSample.Server, 5);
        Assert.Equal(IceState.Failed, _agent.State);
    }

    [Fact]
    public void An_answer_that_is_not_signed_is_as_if_it_had_not_come()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _agent.EndRemote();
        var check = Send(0).Datagram;
        Receive(Answer(check, key: "another password......"u8), IceSample.Server, 5);
        Receive(Answer(check, StunError.Unauthenticated, "another password......"u8), IceSample.Server, 5);
        Assert.Equal(IceState.Checking, _agent.State);

        Receive(Answer(check), IceSample.Server, 6);
        Assert.Equal(IceState.Connected, _agent.State);
    }

    [Fact]
    public void An_answer_to_nothing_changes_nothing()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        _ = Send(0);
        var other = _sample.Request($"{_sample.Remote.Fragment}:x", _sample.Remote.PasswordBytes);
        Assert.False(Moves(Answer(other), IceSample.Server, 5));
        Assert.Equal(IceState.Checking, _agent.State);
    }

    [Fact]
    public void Being_checked_from_an_unknown_address_makes_it_known_and_checked()
    {
        var length = _agent.Receive(_sample.Check(controls: false), IceSample.OtherPhone, 0, _sample.Response);
        Assert.True(StunMessage.TryRead(_sample.Response.AsSpan(0, length), out var response));
        Assert.Equal(StunClass.Success, response.Class);
        Assert.True(response.IsAuthentic(_sample.Local.PasswordBytes));

        var check = Send(0);
        Assert.Equal(IceSample.OtherPhone, check.To);
        Receive(Answer(check.Datagram), IceSample.OtherPhone, 1);
        Assert.Equal(IceState.Connected, _agent.State);
    }

    [Fact]
    public void Being_checked_brings_a_pair_to_the_front()
    {
        for (var index = 1; index <= 4; index++)
        {
            Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Address("192.0.2.1", index), (uint)(1_000 * index))));
        }

        var first = Send(0);
        Assert.Equal(4, first.To.Port);
        _ = _agent.Receive(_sample.Check(controls: false), IceSample.Address("192.0.2.1", 1), 1, _sample.Response);
        _ = _agent.Receive(_sample.Check(controls: false), IceSample.Address("192.0.2.1", 4), 1, _sample.Response);

        var sent = SendUntil(160, from: 2);
        Assert.Equal([1, 4, 3], sent.Select(check => (int)check.To.Port));
        Assert.NotEqual(Transaction(first.Datagram), Transaction(sent[1].Datagram));

        // The check that was overtaken may still be answered.
        Assert.True(Moves(Answer(first.Datagram), first.To, 161));
        Assert.Equal(first.To, _agent.Remote);
    }

    [Fact]
    public void A_peer_that_controls_too_is_told_so()
    {
        var length = _agent.Receive(_sample.Check(controls: true), IceSample.OtherPhone, 0, _sample.Response);

        Assert.True(StunMessage.TryRead(_sample.Response.AsSpan(0, length), out var response));
        Assert.True(response.TryGetError(out var error));
        Assert.Equal(StunError.RoleConflict, error);
        Assert.Equal(long.MaxValue, _agent.NextDue(0));
    }

    [Fact]
    public void Only_a_signed_answer_from_the_right_place_renews_consent()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        Receive(Answer(Send(0).Datagram), IceSample.Server, 5);
        Receive(Answer(Send(50).Datagram), IceSample.Server, 55);
        var question = Send(_agent.NextDue(55)).Datagram;
        Receive(Answer(question), IceSample.OtherPhone, 7_000);
        Receive(Answer(question, key: "another password......"u8), IceSample.Server, 7_000);
        Receive(Answer(question, StunError.BadRequest), IceSample.Server, 7_000);
        Assert.Equal(IceState.Completed, _agent.Advance(30_054));

        Receive(Answer(question), IceSample.Server, 30_054);
        Assert.Equal(IceState.Completed, _agent.Advance(60_053));
        Assert.Equal(IceState.Expired, _agent.Advance(60_054));
        Assert.True(_agent.Remote.IsEmpty);
        Assert.False(_agent.TrySend(60_054, _buffer, out _, out _));
    }

    [Fact]
    public void Asking_for_consent_takes_no_memory()
    {
        Assert.True(_agent.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        Receive(Answer(Send(0).Datagram), IceSample.Server, 5);
        Receive(Answer(Send(50).Datagram), IceSample.Server, 55);
        var now = 55L;
        Assert.Equal(0, Allocations.OfRound(Exchange));
        Assert.Equal(IceState.Completed, _agent.State);

        void Exchange()
        {
            now = _agent.NextDue(now);
            _ = _agent.TrySend(now, _buffer, out var length, out _);
            var answer = WriteAnswer(_buffer.AsSpan(0, length), StunError.None, _sample.Remote.PasswordBytes, _sample.Response);
            _ = _agent.Receive(_sample.Response.AsSpan(0, answer), IceSample.Server, now + 1, _buffer);
        }
    }

    private static StunTransactionId Transaction(byte[] datagram)
    {
        Assert.True(StunMessage.TryRead(datagram, out var message));
        return message.Transaction;
    }

    private static int WriteAnswer(ReadOnlySpan<byte> request, StunError error, ReadOnlySpan<byte> key, Span<byte> buffer)
    {
        _ = StunMessage.TryRead(request, out var message);
        var writer = new StunWriter(buffer, error == StunError.None ? StunClass.Success : StunClass.Error, message.Transaction);
        if (error == StunError.None)
        {
            writer.MappedAddress(IceSample.Phone);
        }
        else
        {
            writer.Error(error);
        }

        writer.Integrity(key);
        writer.Fingerprint();
        return writer.Length;
    }

    private byte[] Answer(byte[] request, StunError error = StunError.None, ReadOnlySpan<byte> key = default) =>
        _sample.Response[..WriteAnswer(request, error, key.IsEmpty ? _sample.Remote.PasswordBytes : key, _sample.Response)];

    private void Receive(byte[] datagram, TransportAddress from, long now) =>
        _agent.Receive(datagram, from, now, _buffer);

    /// <summary>Whether a datagram changes where packets go.</summary>
    private bool Moves(byte[] datagram, TransportAddress from, long now)
    {
        var before = _agent.Remote;
        Receive(datagram, from, now);
        return _agent.Remote != before;
    }

    private (TransportAddress To, byte[] Datagram) Send(long now)
    {
        Assert.True(_agent.TrySend(now, _buffer, out var length, out var to));
        return (to, _buffer[..length]);
    }

    private List<(long At, TransportAddress To, byte[] Datagram)> SendUntil(long end, long from = 0)
    {
        var sent = new List<(long At, TransportAddress To, byte[] Datagram)>();
        for (var now = from; now < end; now++)
        {
            while (_agent.TrySend(now, _buffer, out var length, out var to))
            {
                sent.Add((now, to, _buffer[..length]));
            }
        }

        return sent;
    }
}
