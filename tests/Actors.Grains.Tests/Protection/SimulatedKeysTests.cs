using Actors.Domain.Protection;
using Actors.Privacy;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Storage.Hosting;
using Actors.Storage.States;
using Actors.Testing;
using Actors.Testing.Engine;
using Actors.Testing.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Protection;

/// <summary>Grains that seal run in a simulation, on the same code as on a database.</summary>
public sealed class SimulatedKeysTests : IDisposable
{
    private static readonly GuestDetails Details = new("Quux", "ZQ123", "+8190", 35.5, 139.5);

    private readonly TempFolder _folder = new();
    private readonly MemoryRows _rows = new();
    private readonly MemoryRecordKeyTable _keys = new();
    private readonly MemoryAccessLogTable _accesses = new();

    public SimulatedKeysTests()
    {
        using var keys = PersonalDataKeys.Create(new KeyId("first"));
        KeyFile.Create(_folder.File("keys.json"), keys);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Guests_registered_at_once_are_read_by_the_next_server(int seed) => Simulation.RunAsync(seed, async simulation =>
    {
        RecordId[] records = [.. Enumerable.Range(1, 20).Select(number => new RecordId(new Guid(number, 0, 0, new byte[8])))];
        var first = await StartAsync(simulation);
        var refusals = await Task.WhenAll(records.Select(record => Guest(first, record).RegisterAsync(new(1), Details)));
        Assert.All(refusals, Assert.Null);
        first.Kill();

        var second = await StartAsync(simulation);
        var read = await Task.WhenAll(records.Select(record => Guest(second, record).ReadAsync()));
        Assert.All(read, details => Assert.Equal(Details, details));
        await second.DisposeAsync();
    });

    [Fact]
    public Task Shredding_and_audited_reads_work_in_a_simulation() => Simulation.RunAsync(1, async simulation =>
    {
        var record = new RecordId(new Guid(1, 0, 0, new byte[8]));
        var silo = await StartAsync(simulation);
        await Guest(silo, record).RegisterAsync(new(1), Details);
        var request = new AccessRequest(
            new AccessActor("staff-7", "operator"),
            record,
            [SealPurpose.Phone],
            new AccessReason(AccessReasonCode.Call, "call:0123456789abcdef"));
        (await silo.Services.GetRequiredService<PrivilegedReader>().OpenAsync(request)).Dispose();
        Assert.Single(await silo.Services.GetRequiredService<AccessLog>().ReadAboutAsync(record, 0, 10));

        Assert.True(await silo.Services.GetRequiredService<IRecordKeys>().ShredAsync(record));
        await Assert.ThrowsAsync<RecordShreddedException>(() => Guest(silo, record).ReadAsync());
        await silo.DisposeAsync();
    });

    private static IGuestGrain Guest(TestSilo silo, RecordId record) =>
        silo.Grains.GetGrain<IGuestGrain>(record.ToString());

    private Task<TestSilo> StartAsync(Simulation simulation) => simulation.StartSiloAsync(builder =>
    {
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", _folder.File("keys.json"))])
            .Build());
        builder.Services.AddSingleton(new KeyEnvironment(_ => null));
        builder.Services.AddSingleton(_rows);
        builder.Services.AddSingleton(_keys);
        builder.Services.AddSingleton(_accesses);
        builder.Services.AddSingleton<GuestDoor>();
        builder.Services.AddActorsStorage(new StorageOptions { Kind = StorageKind.Memory }, GuestJson.StoredTypes());
        builder.Services.AddPersonalDataProtection();
    });
}
