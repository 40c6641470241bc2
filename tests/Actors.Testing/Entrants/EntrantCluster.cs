using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Grains.Messages;
using Actors.Grains.Registration;
using Actors.Grains.Scheduling;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Server.Hosting;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Actors.Testing.Clusters;
using Actors.Testing.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Actors.Testing.Entrants;

/// <summary>
/// Entrants in a cluster, by the programme of Japan. A server on it can be killed and another one started.
/// </summary>
public sealed class EntrantCluster(GrainCluster cluster, string keyFile)
{
    /// <summary>What the platform knows of its own outages.</summary>
    public TestOutages Outages { get; } = new();

    /// <summary>Whether people can be called.</summary>
    public TestRoom Room { get; } = new();

    /// <summary>Who is expected, and what registrations mail.</summary>
    public TestRoster Roster { get; } = new();

    /// <summary>What goes to people whom the connected app does not reach.</summary>
    public TestMessenger Messenger { get; } = new();

    /// <summary>Makes a file of keys for a cluster.</summary>
    public static string MakeKeys(TempFolder folder)
    {
        using var keys = PersonalDataKeys.Create(new KeyId("first"));
        var path = folder.File("keys.json");
        KeyFile.Create(path, keys);
        return path;
    }

    /// <summary>Starts a server.</summary>
    /// <param name="sweeps">Whether the due index is swept.</param>
    /// <param name="period">How often; by default every five minutes, which keeps tests of whole stays short.</param>
    /// <param name="responseTimeout">How long calls wait, in real time; by default as long as Orleans waits.</param>
    public async Task<GrainServer> StartAsync(
        bool sweeps = true, TimeSpan? period = null, TimeSpan? responseTimeout = null)
    {
        var types = new StoredTypes().AddEntrants().AddCalls().AddRegistrations().AddInspections();
        var silo = await cluster.StartAsync(types, builder =>
        {
            builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", keyFile)])
                .Build());
            builder.Services.AddSingleton(new KeyEnvironment(_ => null));
            builder.Services.AddSingleton(TestProgrammes.All);
            builder.Services.AddSingleton<IPlanKeys, TestPlanKeys>();
            builder.Services.AddPersonalDataProtection();
            builder.Services.AddSingleton<ICallRoom>(Room);
            builder.Services.AddSingleton<IMessenger>(Messenger);
            builder.Services.AddEntrants();
            builder.Services.AddSingleton<IRosterMatch>(Roster);
            builder.Services.AddSingleton<IRegistrationMail>(Roster);
            builder.Services.AddSingleton<IPhoneSignOut>(Roster);
            builder.Services.AddSingleton<IOutageCalendar>(Outages);
            builder.Services.Configure<SweeperOptions>(options => options.Period = period ?? TimeSpan.FromMinutes(5));
            if (responseTimeout is { } timeout)
            {
                builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout);
            }
        });
        for (var partition = 0; sweeps && partition < Domain.Limits.DuePartitions; partition++)
        {
            await silo.Grains.GetGrain<ISweeperGrain>(partition).StartAsync();
        }

        return silo;
    }

    /// <summary>A person with a number.</summary>
    public static EntrantId Person(int number) => new(new RecordId(new Guid(number, 1, 0, new byte[8])));

    /// <summary>The first stay of that person.</summary>
    public static StayId Stay(int number) => new(new RecordId(new Guid(number, 2, 0, new byte[8])));

    /// <summary>The grain of that person.</summary>
    public static IEntrantGrain Entrant(GrainServer silo, int number) =>
        silo.Grains.GetGrain<IEntrantGrain>(Person(number).ToString());

    /// <summary>The grain of the calls of that person.</summary>
    public static ICallGrain Calls(GrainServer silo, int number) => silo.Grains.GetGrain<ICallGrain>(Person(number).ToString());

    /// <summary>Begins the stay of a person who landed just now, or earlier.</summary>
    public async Task<IEntrantGrain> LandAsync(
        GrainServer silo, int number, DateTimeOffset? landedAt = null, bool isConfirmed = true, EntrantId? carer = null)
    {
        var stay = Stay(number);
        await silo.Services.GetRequiredService<IRecordKeys>().CreateAsync([stay.Record]);
        var entrant = Entrant(silo, number);
        var refusal = await entrant.StartStayAsync(new(
            stay, TestProgrammes.Japan.Version, landedAt ?? cluster.Clock.GetUtcNow(), isConfirmed, carer));
        return refusal is null ? entrant : throw new InvalidOperationException(refusal.Code);
    }

    /// <summary>Everything that happened to a person, oldest first.</summary>
    public static async Task<IReadOnlyList<EntrantEvent>> HistoryAsync(GrainServer silo, int number)
    {
        var log = silo.Services.GetRequiredService<LedgerLog>();
        var records = await log.ReadGrainAsync(Entrant(silo, number).GetGrainId(), 0, 100_000);
        return [.. records.Select(record => (EntrantEvent)record.Event.Body)];
    }

    /// <summary>Everything that happened to the calls of a person, oldest first.</summary>
    public static async Task<IReadOnlyList<CallEvent>> CallHistoryAsync(GrainServer silo, int number)
    {
        var log = silo.Services.GetRequiredService<LedgerLog>();
        var records = await log.ReadGrainAsync(Calls(silo, number).GetGrainId(), 0, 100_000);
        return [.. records.Select(record => (CallEvent)record.Event.Body)];
    }
}
