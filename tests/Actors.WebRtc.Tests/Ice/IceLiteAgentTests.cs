using Actors.Testing;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Ice;

public sealed class IceLiteAgentTests
{
    private readonly IceSample _sample = new();
    private readonly IceLiteAgent _agent;

    public IceLiteAgentTests() => _agent = new IceLiteAgent(_sample.Local, _sample.Remote);

    [Fact]
    public void A_check_is_answered_and_its_sender_learnt()
    {
        var check = _sample.Check();

        var length = _agent.Receive(check, IceSample.Phone, 0, _sample.Response);

        Assert.True(StunMessage.TryRead(check, out var request));
        Assert.True(StunMessage.TryRead(_sample.Response.AsSpan(0, length), out var response));
        Assert.Equal(StunClass.Success, response.Class);
        Assert.Equal(request.Transaction, response.Transaction);
        Assert.True(response.TryGetMappedAddress(out var mapped));
        Assert.Equal(IceSample.Phone, mapped);
        Assert.True(response.IsAuthentic(_sample.Local.PasswordBytes));
        Assert.Equal(IceState.Connected, _agent.State);
        Assert.Equal(IceSample.Phone, _agent.Remote);
        Assert.True(_agent.IsVerified(IceSample.Phone, 0));
        Assert.False(_agent.IsVerified(IceSample.OtherPhone, 0));
    }

    [Fact]
    public void A_check_that_comes_twice_is_answered_twice()
    {
        var check = _sample.Check();
        var first = _agent.Receive(check, IceSample.Phone, 0, _sample.Response);
        var answer = _sample.Response[..first];

        var second = _agent.Receive(check, IceSample.Phone, 1, _sample.Response);

        Assert.Equal(answer, _sample.Response[..second]);
        Assert.Equal(IceSample.Phone, _agent.Remote);
    }

    [Fact]
    public void The_latest_choice_counts()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        Assert.Equal(IceState.Completed, _agent.State);

        Assert.Equal((true, false), Receive(IceSample.OtherPhone, 1, useCandidate: false));
        Assert.Equal(IceSample.Phone, _agent.Remote);
        Assert.Equal((false, true), Receive(IceSample.OtherPhone, 2, useCandidate: true));
        Assert.Equal(IceSample.OtherPhone, _agent.Remote);
        Assert.Equal((false, false), Receive(IceSample.OtherPhone, 3, useCandidate: true));
    }

    /// <summary>A nomination says that the phone's check arrived; an answer to ours, that what we send arrives.</summary>
    [Fact]
    public void An_address_that_answered_goes_before_one_that_was_chosen()
    {
        Receive(IceSample.Phone, 0, useCandidate: false);
        Receive(IceSample.OtherPhone, 1, useCandidate: true);
        Assert.False(_agent.HasProof);
        _agent.RecordResponse(IceSample.Phone, 2);

        Assert.Equal((IceSample.Phone, true), (_agent.Remote, _agent.HasProof));
        Receive(IceSample.OtherPhone, 3, useCandidate: true);
        Assert.Equal(IceSample.Phone, _agent.Remote);
        _agent.RecordResponse(IceSample.OtherPhone, 4);
        Assert.Equal(IceSample.OtherPhone, _agent.Remote);
    }

    [Fact]
    public void Among_those_the_one_goes_first_from_which_media_came_last()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        Receive(IceSample.OtherPhone, 1, useCandidate: true);
        Assert.True(_agent.RecordMedia(IceSample.Phone, 2));
        Assert.False(_agent.RecordMedia(IceSample.Phone, 3));
        Assert.Equal(IceSample.Phone, _agent.Remote);

        _agent.RecordResponse(IceSample.OtherPhone, 4);
        Assert.Equal(IceSample.OtherPhone, _agent.Remote); // Nothing shows that the other one hears us.
        _agent.RecordResponse(IceSample.Phone, 5);
        Assert.Equal(IceSample.Phone, _agent.Remote);
        Receive(IceSample.OtherPhone, 6, useCandidate: true);
        Assert.Equal(IceSample.Phone, _agent.Remote);
        Assert.True(_agent.RecordMedia(IceSample.OtherPhone, 7));
        Assert.Equal(IceSample.OtherPhone, _agent.Remote);
        Assert.False(_agent.RecordMedia(IceSample.Address("192.0.2.1", 1), 8));
    }

    [Fact]
    public void A_peer_that_is_controlled_too_is_told_so()
    {
        Assert.Equal(StunError.RoleConflict, ErrorTo(_sample.Check(controls: false), isSigned: true));
        Assert.Equal(IceState.Checking, _agent.State);
    }

    [Fact]
    public void An_attribute_that_must_be_understood_is_refused_by_its_number()
    {
        var request = _sample.Request($"{_sample.Local.Fragment}:x", _sample.Local.PasswordBytes, unknown: 0x0003);

        Assert.Equal(StunError.UnknownAttribute, ErrorTo(request, isSigned: true));
        Assert.True(StunMessage.TryRead(Answer(request), out var response));
        Span<ushort> types = stackalloc ushort[2];
        Assert.Equal(1, response.GetRefused(types));
        Assert.Equal(3, types[0]);
    }

    [Fact]
    public void A_stranger_is_told_so_in_no_more_bytes_than_he_sent()
    {
        byte[][] requests =
        [
            _sample.Request($"{_sample.Local.Fragment}:x", "another password......"u8),
            _sample.Request("another:x", _sample.Local.PasswordBytes),
            _sample.Request($"{_sample.Local.Fragment}:x", default),
            _sample.Request(null, _sample.Local.PasswordBytes),
        ];
        StunError[] errors =
            [StunError.Unauthenticated, StunError.Unauthenticated, StunError.BadRequest, StunError.BadRequest];
        Assert.Equal(errors, requests.Select(request => ErrorTo(request, isSigned: false)));
        Assert.All(requests, request => Assert.InRange(Answer(request).Length, 1, request.Length));

        Assert.Empty(Answer(_sample.Request(null, default)));
        Assert.Equal(IceState.Checking, _agent.State);
        Assert.False(_agent.IsVerified(IceSample.Phone, 0));
    }

    [Fact]
    public void Only_requests_are_answered()
    {
        var username = $"{_sample.Local.Fragment}:x";
        Assert.NotEmpty(Answer(_sample.Request(username, _sample.Local.PasswordBytes)));
        foreach (var other in new[] { StunClass.Indication, StunClass.Success, StunClass.Error })
        {
            Assert.Empty(Answer(_sample.Request(username, _sample.Local.PasswordBytes, messageClass: other)));
        }

        Assert.Empty(Answer([]));
    }

    [Fact]
    public void Only_so_many_addresses_are_learnt()
    {
        for (var index = 0; index < IceLiteAgent.MaxAddresses; index++)
        {
            Assert.True(Receive(IceSample.Address("192.0.2.1", 1 + index), index, false).IsLearned);
        }

        Assert.Equal(0, _agent.Receive(_sample.Check(), IceSample.Phone, 100, _sample.Response));
        Assert.False(_agent.IsVerified(IceSample.Phone, 100));
        Assert.True(_agent.IsVerified(IceSample.Address("192.0.2.1", 1), 100));

        Assert.True(_agent.TryRemoveExpired(30_000, out var forgotten));
        Assert.Equal(IceSample.Address("192.0.2.1", 1), forgotten);
        Assert.False(_agent.TryRemoveExpired(30_000, out _));
        Assert.True(Receive(IceSample.Phone, 30_000, false).IsLearned);
    }

    [Fact]
    public void When_the_chosen_address_falls_silent_another_is_used()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        Receive(IceSample.OtherPhone, 10_000, useCandidate: false);

        Assert.Equal(IceState.Completed, _agent.Advance(29_999));
        Assert.Equal(IceState.Connected, _agent.Advance(30_000));
        Assert.Equal(IceSample.OtherPhone, _agent.Remote);
    }

    [Fact]
    public void When_all_fall_silent_it_is_over()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        Receive(IceSample.Phone, 20_000, useCandidate: false);

        Assert.Equal(IceState.Completed, _agent.Advance(49_999));
        Assert.Equal(IceState.Expired, _agent.Advance(50_000));
        Assert.True(_agent.Remote.IsEmpty);
        Assert.Empty(Answer(_sample.Check(), 50_001));
        Assert.False(_agent.IsVerified(IceSample.Phone, 50_001));
        Assert.True(_agent.TryRemoveExpired(50_001, out var forgotten));
        Assert.Equal(IceSample.Phone, forgotten);
    }

    [Fact]
    public void An_answer_is_consent_where_the_phone_has_spoken_from()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        _agent.RecordResponse(IceSample.Phone, 20_000);
        _agent.RecordResponse(IceSample.OtherPhone, 20_000);

        Assert.False(_agent.IsVerified(IceSample.OtherPhone, 20_000));
        Assert.Equal(IceState.Completed, _agent.Advance(49_999));
        Assert.Equal(IceState.Expired, _agent.Advance(50_000));
        _agent.RecordResponse(IceSample.Phone, 50_001);
        Assert.Equal(IceState.Expired, _agent.Advance(50_001));
    }

    [Fact]
    public void An_agent_that_is_closed_tells_what_to_forget()
    {
        Receive(IceSample.Phone, 0, useCandidate: true);
        _agent.Close();

        Assert.Equal(IceState.Expired, _agent.State);
        Assert.True(_agent.TryRemoveExpired(0, out var forgotten));
        Assert.Equal(IceSample.Phone, forgotten);
        Assert.Empty(Answer(_sample.Check()));
    }

    [Fact]
    public void A_probe_is_a_check_by_the_side_that_is_controlled()
    {
        var length = _agent.WriteProbe(StunTransactionId.Create(new SeededNumbers(3)), _sample.Response);

        Assert.True(StunMessage.TryRead(_sample.Response.AsSpan(0, length), out var probe));
        Assert.Equal($"{_sample.Remote.Fragment}:{_sample.Local.Fragment}", System.Text.Encoding.ASCII.GetString(probe.Username));
        Assert.True(probe.IsAuthentic(_sample.Remote.PasswordBytes));
        Assert.True(probe.TryGetControlled(out _));
        Assert.True(probe.TryGetPriority(out _));
    }

    [Fact]
    public void A_check_takes_no_memory()
    {
        var check = _sample.Check(useCandidate: true);
        var now = 0L;
        Assert.Equal(0, Allocations.OfRound(() =>
        {
            _ = _agent.Receive(check, IceSample.Phone, ++now, _sample.Response);
            _ = _agent.TryRemoveExpired(now, out _);
        }));
        Assert.Equal(IceState.Completed, _agent.State);
    }

    /// <summary>Gives the agent a check and says what that changed.</summary>
    private (bool IsLearned, bool IsMoved) Receive(TransportAddress from, long now, bool useCandidate)
    {
        var (wasVerified, before) = (_agent.IsVerified(from, now), _agent.Remote);
        Assert.NotEqual(0, _agent.Receive(_sample.Check(useCandidate), from, now, _sample.Response));
        return (!wasVerified && _agent.IsVerified(from, now), _agent.Remote != before);
    }

    private byte[] Answer(byte[] datagram, long now = 0) =>
        _sample.Response[.._agent.Receive(datagram, IceSample.Phone, now, _sample.Response)];

    private StunError ErrorTo(byte[] request, bool isSigned)
    {
        Assert.True(StunMessage.TryRead(Answer(request), out var response));
        Assert.Equal(StunClass.Error, response.Class);
        Assert.Equal(isSigned, response.IsAuthentic(_sample.Local.PasswordBytes));
        Assert.True(response.TryGetError(out var error));
        return error;
    }
}
