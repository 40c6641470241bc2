using System.Globalization;
using Actors.Domain.Outages;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Prompts;

/// <summary>A prompt that was issued at 12:00 and closes at 13:00, Tokyo. Outages of up to ten minutes extend.</summary>
public sealed class PromptWindowTests
{
    private static readonly DeliveryRules Rules = ProgrammeFiles.Japan.Delivery;

    [Theory]
    [InlineData("12:59:59", null, "", "Open 13:00:00")]
    [InlineData("13:00:00", "12:00:01", "", "Missed 13:00:00")]
    [InlineData("13:00:00", "12:55:00", "", "Missed 13:00:00")]
    [InlineData("13:00:00", "12:55:01", "", "Excused NotDelivered 13:00:00")]
    [InlineData("13:00:00", "12:59:59", "", "Excused NotDelivered 13:00:00")]
    [InlineData("13:00:00", "13:00:00", "", "Excused NotDelivered 13:00:00")]
    [InlineData("13:05:00", "12:55:01", "12:30:00-12:35:00", "Excused NotDelivered 13:05:00")]
    [InlineData("13:00:00", null, "", "Excused NotDelivered 13:00:00")]
    [InlineData("13:00:00", "12:00:01", "11:00:00-12:00:00", "Missed 13:00:00")]
    [InlineData("13:00:00", "12:00:01", "13:00:00-14:00:00", "Missed 13:00:00")]
    [InlineData("12:40:00", "12:00:01", "12:20:00-12:35:00", "Open 13:00:00")]
    [InlineData("13:00:00", "12:00:01", "12:30:00-12:35:00", "Open 13:05:00")]
    [InlineData("13:04:59", "12:00:01", "12:30:00-12:35:00", "Open 13:05:00")]
    [InlineData("13:05:00", "12:00:01", "12:30:00-12:35:00", "Missed 13:05:00")]
    [InlineData("13:05:00", "13:02:00", "12:30:00-12:35:00", "Excused NotDelivered 13:05:00")]
    [InlineData("13:00:00", "12:00:01", "11:00:00-12:02:00", "Open 13:02:00")]
    [InlineData("13:00:00", "12:00:01", "12:10:00-12:13:00 12:50:00-12:54:00", "Open 13:07:00")]
    [InlineData("13:00:00", "12:00:01", "12:10:00-12:14:00 12:12:00-12:16:00", "Open 13:06:00")]
    [InlineData("13:00:00", "12:00:01", "12:30:00-12:40:00", "Open 13:10:00")]
    [InlineData("13:00:00", "12:00:01", "12:30:00-12:40:01", "Excused Outage 13:00:00")]
    [InlineData("13:00:00", null, "12:30:00-12:50:00", "Excused Outage 13:00:00")]
    [InlineData("13:00:00", "12:00:01", "12:55:00-13:03:00", "Open 13:05:00")]
    [InlineData("13:05:00", "12:00:01", "12:55:00-13:03:00", "Open 13:08:00")]
    [InlineData("13:08:00", "12:00:01", "12:55:00-13:03:00", "Missed 13:08:00")]
    [InlineData("13:30:00", "12:00:01", "12:55:00-13:30:00", "Excused Outage 13:10:00")]
    [InlineData("13:00:00", "12:00:01", "12:30:00-12:30:00.1", "Open 13:00:01")]
    public void A_window_without_an_answer_ends(string now, string? delivered, string outages, string expected)
    {
        var prompt = Issued with { DeliveredAt = delivered is null ? null : At(delivered) };
        Assert.Equal(expected, Text(PromptWindow.Close(prompt, Known(outages), Rules, At(now))));
    }

    /// <summary>Otherwise it could never be missed.</summary>
    [Theory]
    [InlineData("12:02:00", Fate.Missed)]
    [InlineData("12:02:01", Fate.Excused)]
    public void Half_of_a_short_window_is_enough(string delivered, Fate expected)
    {
        var prompt = Issued with { ClosesAt = At("12:04:00"), DeliveredAt = At(delivered) };
        Assert.Equal(expected, PromptWindow.Close(prompt, KnownOutages.None, Rules, At("12:04:00")).Fate);
    }

    [Theory]
    [InlineData("13:04:59", "Open 13:05:00")]
    [InlineData("13:05:00", "Missed 13:05:00")]
    [InlineData("15:00:00", "Missed 13:05:00")]
    public void An_outage_extends_only_once(string now, string expected)
    {
        var outages = Known("12:30:00-12:35:00");
        var first = PromptWindow.Close(Issued with { DeliveredAt = At("12:00:01") }, outages, Rules, At("13:00:00"));
        var prompt = Issued with { DeliveredAt = At("12:00:01"), ClosesAt = first.ClosesAt, Extension = first.Extension };
        Assert.Equal(expected, Text(PromptWindow.Close(prompt, outages, Rules, At(now))));
    }

    /// <summary>An outage becomes known when it is over: it may come after the window was extended for another.</summary>
    [Fact]
    public void An_outage_that_becomes_known_later_extends_again()
    {
        var prompt = Issued with { DeliveredAt = At("12:00:01"), ClosesAt = At("13:05:00"), Extension = TimeSpan.FromMinutes(5) };
        var outages = Known("12:30:00-12:35:00 12:58:00-13:01:00");
        Assert.Equal("Open 13:08:00", Text(PromptWindow.Close(prompt, outages, Rules, At("13:05:00"))));
    }

    [Fact]
    public void A_prompt_that_was_never_issued_is_excused()
    {
        var planned = Issued with { IssuedAt = null, ClosesAt = null, Fate = Fate.Planned };
        Assert.Equal("Excused NotConnected ", Text(PromptWindow.Close(planned, KnownOutages.None, Rules, At("18:00:00"))));
    }

    [Theory]
    [InlineData("12:00:00", "", "Open 13:00:00")]
    [InlineData("12:30:00", "", "Open 13:30:00")]
    [InlineData("12:10:00", "11:30:00-12:10:00", "Open 13:10:00")]
    [InlineData("12:10:01", "11:30:00-12:10:01", "Excused Outage ")]
    [InlineData("12:11:00", "12:03:00-12:09:00", "Excused Outage ")]
    [InlineData("12:30:00", "12:10:00-12:30:00", "Open 13:30:00")]
    [InlineData("12:30:00", "11:00:00-12:00:00", "Open 13:30:00")]
    public void A_prompt_that_an_outage_kept_back_too_long_is_not_sent(string now, string outages, string expected)
    {
        var planned = Issued with { IssuedAt = null, ClosesAt = null, Fate = Fate.Planned };
        Assert.Equal(expected, Text(PromptWindow.Issue(planned, TimeSpan.FromHours(1), Known(outages), Rules, At(now))));
    }

    [Theory]
    [InlineData(Fate.Open, Excuse.None, "2021-03-01T12:59:59", HandleStanding.Open)]
    [InlineData(Fate.Open, Excuse.None, "2021-03-01T13:00:00", HandleStanding.Late)]
    [InlineData(Fate.Missed, Excuse.None, "2021-03-01T13:00:00", HandleStanding.Late)]
    [InlineData(Fate.Missed, Excuse.None, "2021-03-02T23:59:59", HandleStanding.Late)]
    [InlineData(Fate.Missed, Excuse.None, "2021-03-03T00:00:00", HandleStanding.Dead)]
    [InlineData(Fate.Excused, Excuse.NotDelivered, "2021-03-02T23:59:59", HandleStanding.Late)]
    [InlineData(Fate.Excused, Excuse.Outage, "2021-03-01T12:30:00", HandleStanding.Late)]
    [InlineData(Fate.Excused, Excuse.Superseded, "2021-03-01T12:30:00", HandleStanding.Dead)]
    [InlineData(Fate.Excused, Excuse.StayEnded, "2021-03-01T12:30:00", HandleStanding.Dead)]
    [InlineData(Fate.Answered, Excuse.None, "2021-03-01T12:30:00", HandleStanding.Dead)]
    [InlineData(Fate.Late, Excuse.None, "2021-03-01T18:00:00", HandleStanding.Dead)]
    [InlineData(Fate.Planned, Excuse.None, "2021-03-01T12:30:00", HandleStanding.Dead)]
    public void A_handle_is_open_late_or_dead(Fate fate, Excuse excuse, string now, HandleStanding expected)
    {
        var prompt = Issued with { Fate = fate, Excuse = excuse };
        var moment = DateTimeOffset.Parse(now + "+09:00", CultureInfo.InvariantCulture);
        Assert.Equal(expected, PromptWindow.StandingAt(prompt, 1, ProgrammeFiles.Japan.Zone, moment));
    }

    [Fact]
    public void The_handle_of_a_prompt_that_was_never_issued_is_dead()
    {
        var prompt = Issued with { IssuedAt = null, ClosesAt = null, Fate = Fate.Excused, Excuse = Excuse.Outage };
        Assert.Equal(
            HandleStanding.Dead, PromptWindow.StandingAt(prompt, 1, ProgrammeFiles.Japan.Zone, At("12:30:00")));
    }

    private static PromptState Issued => new()
    {
        Number = new PromptNumber(3, 1),
        Kind = PromptKind.Location,
        PlannedAt = At("12:00:00"),
        IssuedAt = At("12:00:00"),
        ClosesAt = At("13:00:00"),
        Fate = Fate.Open,
    };

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse($"2021-03-01T{time}+09:00", CultureInfo.InvariantCulture);

    private static KnownOutages Known(string outages) => KnownOutages.Of(
        outages.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(outage => outage.Split('-'))
            .Select(ends => new OutageInterval(At(ends[0]), At(ends[1]))));

    private static string Text(WindowEnd end)
    {
        var closes = end.ClosesAt?.ToOffset(TimeSpan.FromHours(9)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return end.Excuse == Excuse.None ? $"{end.Fate} {closes}" : $"{end.Fate} {end.Excuse} {closes}";
    }
}
