using Actors.Benchmarks.Harness;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Testing.Entrants;

namespace Actors.Benchmarks.Entrants;

/// <summary>A day on which people come, check in, are asked, and answer everything within half an hour.</summary>
internal static class DayOfLife
{
    /// <summary>Seven in Tokyo.</summary>
    public static readonly DateTimeOffset Begins = Town.Eleven.AddHours(-4);

    private const int Callers = 256;
    private const int Steps = 28;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>People who landed yesterday begin their stay and check in.</summary>
    public static Task LandAsync(Town town, int first, int count) =>
        EachAsync(town, first, count, async (number, now, grain) =>
        {
            var order = new StayOrder(People.Stay(number), TestProgrammes.Japan.Version, now.AddHours(-12), IsConfirmed: true);
            if (await grain.StartStayAsync(order) is { } refusal)
            {
                throw new InvalidOperationException(refusal.Code);
            }

            People.Expect(await grain.CheckInAsync(People.NewCommand(), People.FixOf(number, now), new(now)));
        });

    /// <summary>The clock goes on to the evening; what is due comes, and every open prompt is answered.</summary>
    public static async Task LiveAsync(Town town, int first, int count)
    {
        for (var step = 0; step < Steps; step++)
        {
            town.Clock.SkipTo(Begins + (Step * step));
            await EachAsync(town, first, count, LiveAsync);
        }
    }

    private static async Task LiveAsync(int number, DateTimeOffset now, IEntrantGrain grain)
    {
        await grain.AsReference<IDueGrain>().OnDueAsync();
        foreach (var prompt in (await grain.ReadAsync()).Stay!.Prompts.Where(prompt => prompt.Outcome == PromptOutcome.Open))
        {
            People.Expect(await AnswerAsync(number, now, grain, prompt));
        }
    }

    private static Task<EntrantReply> AnswerAsync(int number, DateTimeOffset now, IEntrantGrain grain, PromptView prompt) =>
        prompt.Kind == PromptKind.Health
            ? grain.ReportHealthAsync(People.NewCommand(), prompt.Handle, new HealthAnswers(36.6m, Symptoms.None, null), new(now))
            : grain.ReportLocationAsync(People.NewCommand(), prompt.Handle, People.FixOf(number, now), new(now));

    private static Task EachAsync(Town town, int first, int count, Func<int, DateTimeOffset, IEntrantGrain, Task> act)
    {
        var now = town.Clock.GetUtcNow();
        return Lanes.EachAsync(count, Callers, each => act(first + each, now, town.People[first + each]));
    }
}
