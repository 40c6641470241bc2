using Actors.Benchmarks.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Tokens;
using Actors.Testing.Entrants;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Wire;

/// <summary>People who came yesterday, each with a phone that may sign in.</summary>
internal static class WireGuests
{
    /// <summary>Lets them in, and says their tokens.</summary>
    public static async Task AdmitAsync(IServiceProvider services, int count)
    {
        var programme = TestProgrammes.Japan.Version;
        var now = TimeProvider.System.GetUtcNow();
        await services.GetRequiredService<IRecordKeys>()
            .CreateAsync([.. Enumerable.Range(0, count).Select(number => People.Stay(number).Record)]);
        var grains = services.GetRequiredService<IGrainFactory>();
        for (var number = 0; number < count; number++)
        {
            await AdmitAsync(grains, number, programme, now);
        }

        var owners = Enumerable.Range(0, count).Select(number => new PhoneTokenOwner(People.Person(number), programme.Id));
        foreach (var token in await services.GetRequiredService<PhoneTokens>().IssueAsync([.. owners]))
        {
            await Console.Out.WriteLineAsync($"{WireServer.Token} {token.Text}");
        }
    }

    private static async Task AdmitAsync(IGrainFactory grains, int number, ProgrammeVersion programme, DateTimeOffset now)
    {
        var grain = People.EntrantOf(grains, number);
        await grain.StartStayAsync(new StayOrder(People.Stay(number), programme, now.AddDays(-1), IsConfirmed: true));
        People.Expect(await grain.CheckInAsync(People.NewCommand(), People.FixOf(number, now), new(now)));
    }
}
