using Actors.Domain.Protection;
using Actors.Privacy;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Protection;

/// <summary>Grains that seal run in a cluster, on the same code as on a database.</summary>
public sealed class ClusterKeysTests : IDisposable
{
    private static readonly GuestDetails Details = new("Quux", "ZQ123", "+8190", 35.5, 139.5);

    private readonly TempFolder _folder = new();

    public ClusterKeysTests()
    {
        using var keys = PersonalDataKeys.Create(new KeyId("first"));
        KeyFile.Create(_folder.File("keys.json"), keys);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Guests_registered_at_once_are_read_by_the_next_server() => GrainCluster.RunAsync(async cluster =>
    {
        RecordId[] records = [.. Enumerable.Range(1, 20).Select(number => new RecordId(new Guid(number, 0, 0, new byte[8])))];
        var first = await StartAsync(cluster);
        var refusals = await Task.WhenAll(records.Select(record => Guest(first, record).RegisterAsync(new(1), Details)));
        Assert.All(refusals, Assert.Null);
        await first.KillAsync();

        var second = await StartAsync(cluster);
        var read = await Task.WhenAll(records.Select(record => Guest(second, record).ReadAsync()));
        Assert.All(read, details => Assert.Equal(Details, details));
    });

    [Fact]
    public Task Shredding_and_audited_reads_work_in_grains() => GrainCluster.RunAsync(async cluster =>
    {
        var record = new RecordId(new Guid(1, 0, 0, new byte[8]));
        var silo = await StartAsync(cluster);
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
    });

    private static IGuestGrain Guest(GrainServer silo, RecordId record) =>
        silo.Grains.GetGrain<IGuestGrain>(record.ToString());

    private Task<GrainServer> StartAsync(GrainCluster cluster) => cluster.StartAsync(GuestJson.StoredTypes(), builder =>
    {
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("PersonalData:KeyFile", _folder.File("keys.json"))])
            .Build());
        builder.Services.AddSingleton(new KeyEnvironment(_ => null));
        builder.Services.AddSingleton<GuestDoor>();
        builder.Services.AddPersonalDataProtection();
    });
}
