using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Grains.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Protocol.Messages;
using Actors.Server.Operations.Commands;
using Actors.Server.Tests.Registration;
using Actors.Server.Tests.Retention;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Operations.Commands;

/// <summary>The master key rotates while people register and report and staff read (SPEC S2).</summary>
public sealed class KeyCommandsTests(PostgresFixture postgres)
{
    private const int Lanes = 3;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task S2_Nothing_is_lost_while_the_master_key_rotates_twice(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        using var stop = new CancellationTokenSource();
        var lanes = Enumerable.Range(1, Lanes).Select(lane => LiveAsync(town, lane, stop.Token)).ToList();
        var retired = new List<string>();
        for (var rotation = 0; rotation < 2; rotation++)
        {
            var keys = town.Get<LocalMasterKeys>();
            var old = keys.CurrentKeyId;
            Assert.Equal(0, new AddMasterKeyCommand(new TestTimeProvider(new(2027 + rotation, 1, 1, 0, 0, 0, TimeSpan.Zero)))
                .Run(town.Server.KeyFile).ExitCode);
            keys.Reload(); // As a server that starts again.
            Assert.NotEqual(old, keys.CurrentKeyId);
            var rotate = ActivatorUtilities.CreateInstance<RotateMasterKeyCommand>(town.Server.Services);
            while ((await rotate.RunAsync(Cancelled)).ExitCode != 0)
            {
                // Records that were being made under the old key need another run.
            }

            var retire = ActivatorUtilities.CreateInstance<RetireMasterKeyCommand>(town.Server.Services);
            var result = await retire.RunAsync(old, town.Server.KeyFile, Cancelled);
            Assert.True(result.ExitCode == 0, result.Text);
            retired.Add(old.Text);
        }

        await stop.CancelAsync();
        var people = (await Task.WhenAll(lanes)).SelectMany(own => own).ToList();
        Assert.True(people.Count >= Lanes, $"{people.Count} people.");
        foreach (var (person, passport) in people)
        {
            var details = await town.Get<IGrainFactory>().GetGrain<IRegistrationGrain>(person.ToString()).ReadDetailsAsync();
            Assert.Equal(passport, details!.PassportNumber);
        }

        Assert.Equal(
            0L, await town.Database.ExecuteAsync(
                "SELECT count(*) FROM record_key WHERE master_key_id IN (@one, @two)",
                ("one", retired[0]), ("two", retired[1])));
    }

    /// <summary>One person after another: registers, reports, and is read by staff. At least one.</summary>
    private static async Task<IReadOnlyList<(EntrantId Person, string Passport)>> LiveAsync(
        KeptTown town, int lane, CancellationToken stop)
    {
        var people = new List<(EntrantId, string)>();
        do
        {
            var passport = $"TK{lane}{people.Count:D6}";
            using var phone = new RegisteringPhone(town.Server);
            await town.LiveAsync(phone, new Fix(35.68, 139.77, 12, default), RegisteringPhone.Details(passport));
            var person = EntrantId.Parse(phone.Client.Person);
            people.Add((person, passport));
            using var read = await town.Get<PrivilegedReader>().OpenAsync(
                new(new("0123456789abcdef0123456789abcdef", "operator"), person.Record, [SealPurpose.Surname],
                    new(AccessReasonCode.WorkItem, "work:0123456789abcdef")),
                Cancelled);
        }
        while (!stop.IsCancellationRequested);
        return people;
    }
}
