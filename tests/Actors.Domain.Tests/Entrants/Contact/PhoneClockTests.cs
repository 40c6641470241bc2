using Actors.Domain.Entrants.Contact;

namespace Actors.Domain.Tests.Entrants.Contact;

public sealed class PhoneClockTests
{
    private static readonly DateTimeOffset Now = new(2021, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MaxKept = TimeSpan.FromDays(2);

    /// <summary>Minutes before now, on the clock of the phone; which clock is how wrong, what comes out.</summary>
    /// <param name="answered">When the phone says that the person answered.</param>
    /// <param name="sent">When the phone says that it sent the answer; null if it does not say.</param>
    /// <param name="known">How far the clock was ahead before.</param>
    /// <param name="issued">When the prompt was issued; null without a prompt.</param>
    /// <param name="age">How long ago the answer was given.</param>
    /// <param name="ahead">How far the clock is ahead; null if the answer does not tell.</param>
    [Theory]
    [InlineData(0, null, 0, -3, 0, 0)] // Right.
    [InlineData(-30, null, 0, -40, 30, 0)] // Right, and kept in the phone.
    [InlineData(10, null, 0, -3, 0, 10)] // Ahead.
    [InlineData(1_440, null, 0, null, 0, 1_440)]
    [InlineData(-60, null, 0, -3, 0, -60)] // Behind: it shows a time before the prompt.
    [InlineData(-5_000_000, null, 0, -3, 0, -5_000_000)]
    [InlineData(-60, null, 0, null, 60, null)] // Behind or kept: the answer does not tell.
    [InlineData(-1_440, null, -1_440, null, 0, null)] // Known to be behind.
    [InlineData(-2_881, null, 0, null, 0, -2_881)] // No phone keeps an answer for so long.
    [InlineData(0, null, -1_440, -3, 0, 0)] // Set right again.
    [InlineData(60, null, 60, null, 0, null)] // Known to be ahead.
    [InlineData(45, 60, 0, null, 15, 60)] // The phone says when it sent the answer.
    [InlineData(-1_500, -1_440, 0, -90, 60, -1_440)]
    [InlineData(-600, -1_440, 0, -90, 0, -1_440)] // The clock was set between answer and sending.
    public void Answers_are_dated_by_the_clock_of_the_server(
        int answered, int? sent, int known, int? issued, int age, int? ahead)
    {
        var dated = PhoneClock.Date(
            new(At(answered), sent is { } sentAt ? At(sentAt) : null), TimeSpan.FromMinutes(known),
            issued is { } issuedAt ? At(issuedAt) : null, MaxKept, Now);
        Assert.Equal(At(-age), dated?.At);
        Assert.Equal((double?)ahead, dated?.ClockAhead?.TotalMinutes);
    }

    [Theory]
    [InlineData(-2_881, 0)]
    [InlineData(-50_000_000, -50_000_000 + 2_881)]
    public void Answers_without_a_prompt_that_are_too_old_are_not_dated(int answered, int sent) =>
        Assert.Null(PhoneClock.Date(new(At(answered), At(sent)), TimeSpan.Zero, null, MaxKept, Now));

    /// <summary>Whatever a phone says, the moment is between the prompt and now, and nothing overflows.</summary>
    [Fact]
    public void No_clock_is_too_wrong()
    {
        DateTimeOffset[] times =
            [DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, Now, Now.AddDays(1), DateTimeOffset.MaxValue];
        TimeSpan[] known = [TimeSpan.Zero, TimeSpan.FromSeconds(int.MaxValue), TimeSpan.FromSeconds(int.MinValue)];
        foreach (var answered in times)
        {
            foreach (var ahead in known)
            {
                foreach (var sent in times.Cast<DateTimeOffset?>().Append(null))
                {
                    var issued = Now.AddMinutes(-30);
                    var dated = PhoneClock.Date(new(answered, sent), ahead, issued, MaxKept, Now);
                    Assert.InRange(dated!.Value.At, issued - PhoneClock.Tolerance, Now);
                    _ = dated.Value.ClockAheadSeconds;
                }
            }
        }
    }

    [Theory]
    [InlineData(null, true, null)]
    [InlineData(1.9, false, null)]
    [InlineData(-1.9, true, 0)]
    [InlineData(-2.1, false, -126)]
    [InlineData(90_000_000_000.0, false, int.MaxValue)]
    public void Only_news_of_the_clock_is_kept(double? minutes, bool wasWrong, int? seconds) => Assert.Equal(
        seconds,
        new DatedAnswer(Now, minutes is { } ahead ? TimeSpan.FromMinutes(Math.Min(ahead, 10_000_000_000)) : null, wasWrong)
            .ClockAheadSeconds);

    private static DateTimeOffset At(double minutes) => Now.AddMinutes(minutes);
}
