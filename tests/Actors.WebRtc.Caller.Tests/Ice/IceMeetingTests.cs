using Actors.Testing;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Tests.Ice;

/// <summary>Caller and server against each other.</summary>
public sealed class IceMeetingTests
{
    private static readonly TransportAddress Nowhere = IceSample.Address("198.51.100.99", 3478);

    [Fact]
    public void They_find_each_other_and_agree()
    {
        var meeting = new IceMeeting(1);
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        meeting.Caller.EndRemote();

        Assert.True(meeting.Run(1_000, () => meeting.Caller.State == IceState.Connected));
        Assert.InRange(meeting.Now, 1, 20);
        Assert.True(meeting.Run(1_000, () => meeting.Caller.State == IceState.Completed));

        Assert.InRange(meeting.Now, 50, 100);
        Assert.Equal(IceState.Completed, meeting.Server.State);
        Assert.Equal(IceSample.Server, meeting.Caller.Remote);
        Assert.Equal(IceSample.Phone, meeting.Server.Remote);
        Assert.Equal(IceSample.Phone, meeting.Caller.Mapped);
    }

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(5, 20, 300)]
    [InlineData(15, 50, 900)]
    [InlineData(15, 0, 100)]
    public void A_bad_network_does_not_keep_them_apart(int loss, int repeat, int delay)
    {
        for (var seed = 1ul; seed <= 200; seed++)
        {
            var meeting = new IceMeeting(seed) { LossPercent = loss, RepeatPercent = repeat, MaxDelay = delay };
            Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server)));

            Assert.True(meeting.Run(60_000, () => meeting.Caller.State == IceState.Completed), $"Seed {seed}.");
            Assert.Equal(IceState.Completed, meeting.Server.State);
            Assert.Equal(IceSample.Phone, meeting.Server.Remote);
        }
    }

    [Fact]
    public void An_address_that_leads_nowhere_is_waited_for_only_a_little()
    {
        var meeting = new IceMeeting(1);
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(Nowhere)));
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server, priority: 1_000)));

        Assert.True(meeting.Run(2_000, () => meeting.Caller.State == IceState.Completed));
        Assert.InRange(meeting.Now, 200, 400);
        Assert.Equal(IceSample.Server, meeting.Caller.Remote);
    }

    [Fact]
    public void An_address_that_comes_later_is_tried()
    {
        var meeting = new IceMeeting(1);
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(Nowhere)));
        Assert.False(meeting.Run(3_000, () => meeting.Caller.State != IceState.Checking));

        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        Assert.True(meeting.Run(4_000, () => meeting.Caller.State == IceState.Completed));
    }

    [Fact]
    public void Consent_keeps_a_call_alive_through_losses()
    {
        for (var seed = 1ul; seed <= 20; seed++)
        {
            var meeting = Complete(seed);
            (meeting.LossPercent, meeting.RepeatPercent, meeting.MaxDelay) = (5, 20, 900);

            Assert.False(
                meeting.Run(600_000, () => meeting.Caller.State == IceState.Expired || meeting.Server.State == IceState.Expired),
                $"Seed {seed}, {meeting.Now} ms.");
            Assert.Equal(IceSample.Phone, meeting.Server.Remote);
        }
    }

    [Fact]
    public void Consent_is_asked_for_every_five_seconds_and_never_in_step()
    {
        var meeting = Complete(1);
        meeting.Sent.Clear();
        Assert.True(meeting.Run(600_000));

        var pauses = meeting.Sent.Zip(meeting.Sent.Skip(1), (one, next) => next.At - one.At).ToList();
        Assert.InRange(pauses.Count, 100, 150);
        Assert.All(pauses, pause => Assert.InRange(pause, 4_000, 6_000));
        Assert.InRange(pauses.Distinct().Count(), 50, pauses.Count);
        Assert.InRange(pauses.Average(), 4_800, 5_200);
    }

    [Fact]
    public void When_nothing_arrives_any_more_both_know_within_half_a_minute()
    {
        var meeting = Complete(1);
        Assert.True(meeting.Run(60_000));
        meeting.LossPercent = 100;

        Assert.True(meeting.Run(91_000, () => meeting.Caller.State == IceState.Expired));
        Assert.InRange(meeting.Now, 84_000, 90_100);
        Assert.True(meeting.Caller.Remote.IsEmpty);
        Assert.True(meeting.Run(91_000));
        Assert.Equal(IceState.Expired, meeting.Server.State);

        meeting.LossPercent = 0;
        meeting.Sent.Clear();
        Assert.True(meeting.Run(200_000));
        Assert.Empty(meeting.Sent);
        Assert.Equal(IceState.Expired, meeting.Caller.State);
    }

    [Fact]
    public void A_caller_whose_address_changes_is_followed()
    {
        var meeting = Complete(1);
        meeting.CallerAddress = IceSample.OtherPhone;

        Assert.True(meeting.Run(10_000, () => meeting.Server.Remote == IceSample.OtherPhone));
        Assert.True(meeting.Run(120_000));
        Assert.Equal(IceState.Completed, meeting.Caller.State);
        Assert.Equal(IceState.Completed, meeting.Server.State);
        Assert.False(meeting.Server.IsVerified(IceSample.Phone, meeting.Now));
    }

    [Fact]
    public void A_caller_with_another_password_gets_nowhere()
    {
        var meeting = new IceMeeting(1, wrongRemote: IceCredentials.Create(new SeededNumbers(99)));
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        meeting.Caller.EndRemote();

        Assert.True(meeting.Run(60_000, () => meeting.Caller.State == IceState.Failed));
        Assert.Equal(39_500, meeting.Now);
        Assert.Equal(IceState.Checking, meeting.Server.State);
        Assert.True(meeting.Server.Remote.IsEmpty);
    }

    [Fact]
    public void Strangers_do_not_disturb()
    {
        var random = new SeededRandom(7);
        var meeting = Complete(1);
        var (server, caller) = (meeting.Server.Remote, meeting.Caller.Remote);
        var check = new IceSample().Check(useCandidate: true);
        var response = new byte[StunWriter.Enough];
        for (var times = 0; times < 20_000; times++)
        {
            var datagram = DatagramMutation.Mutate(check, random);
            _ = meeting.Server.Receive(datagram, IceSample.OtherPhone, meeting.Now, response);
            _ = meeting.Caller.Receive(datagram, IceSample.OtherPhone, meeting.Now, response);
            Assert.Equal((server, caller), (meeting.Server.Remote, meeting.Caller.Remote));
        }

        Assert.False(meeting.Server.IsVerified(IceSample.OtherPhone, meeting.Now));
    }

    private static IceMeeting Complete(ulong seed)
    {
        var meeting = new IceMeeting(seed);
        Assert.True(meeting.Caller.AddRemote(IceMeeting.Candidate(IceSample.Server)));
        Assert.True(meeting.Run(1_000, () => meeting.Caller.State == IceState.Completed));
        return meeting;
    }
}
