using System.Text.Json;
using Actors.Protocol;
using Actors.Server.Registration;
using Actors.Testing;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Registration;

/// <summary>Time and size of answers tell nothing.</summary>
public sealed class EqualAnswersTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(1, 1_000)]
    [InlineData(999, 1_000)]
    [InlineData(1_000, 2_000)]
    [InlineData(2_500, 3_000)]
    public async Task An_answer_comes_at_a_multiple_of_the_step(int workMs, int answeredMs)
    {
        var clock = new TestTimeProvider();
        var answers = new EqualAnswers(Options.Create(new RegistrationOptions()), clock);
        var begun = clock.GetUtcNow();
        var answer = answers.HoldAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(workMs), clock, Cancelled);
            return 7;
        });
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(clock.WaitForTimerAsync(Cancelled), answer);
            if (clock.NextTimerDue() is { } due)
            {
                clock.AdvanceTo(due);
            }
        }

        Assert.Equal(7, await answer);
        Assert.Equal(answeredMs, (clock.GetUtcNow() - begun).TotalMilliseconds);
    }

    [Fact]
    public async Task A_failure_comes_at_the_same_time()
    {
        var clock = new TestTimeProvider();
        var answers = new EqualAnswers(Options.Create(new RegistrationOptions()), clock);
        var answer = answers.HoldAsync<int>(static () => throw new TimeoutException());
        Assert.False(answer.IsCompleted);
        await clock.WaitForTimerAsync(Cancelled);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => answer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_500)]
    [InlineData(2_000)]
    public void An_answer_is_filled_up_to_a_multiple_of_the_size(int length)
    {
        var answer = EqualAnswers.Pad(new("", [new("registration.received", new string('é', length))]));
        var size = JsonSerializer.SerializeToUtf8Bytes(answer, ProtocolJson.Default.RegistrationAnswer).Length;
        Assert.Equal(0, size % EqualAnswers.SizeStep);
    }
}
