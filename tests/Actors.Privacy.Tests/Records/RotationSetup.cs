using System.Globalization;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Server.Operations.Commands;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Privacy.Tests.Records;

/// <summary>Records with something sealed under each, and what an operator does to rotate.</summary>
internal sealed class RotationSetup(IDatabaseSource source) : IAsyncDisposable
{
    public static readonly KeyId First = new("first");

    public Dictionary<RecordId, Sealed> Values { get; } = [];

    public ProtectionSetup Server { get; private set; } = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Server = await ProtectionSetup.CreateAsync(source, Small);

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    public ProtectionSetup AnotherServer(Action<IServiceCollection>? configure = null) => Server.Another(source, services =>
    {
        Small(services);
        configure?.Invoke(services);
    });

    public Task<RotationResult> RotateAsync() => Server.Rotation.RunAsync(Cancelled);

    private static void Small(IServiceCollection services) => services.PostConfigure<PersonalDataOptions>(options =>
    {
        options.RotationBatch = 3;
        options.OpenedKeys = 1; // So that nearly every read goes to the table.
    });

    public async Task CreateRecordsAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var record = await Server.CreateRecordAsync();
            Values.Add(record, await Server.SealAsync(record, $"content of {record}", SealPurpose.Note));
        }
    }

    public KeyId AddMasterKey()
    {
        Assert.Equal(0, Server.Get<AddMasterKeyCommand>().Run(Server.KeyFilePath).ExitCode);
        Server.MasterKeys.Reload();
        return Server.MasterKeys.CurrentKeyId;
    }

    public void RemoveFromFile(KeyId id)
    {
        using var keys = KeyFile.Read(Server.KeyFilePath);
        using var rest = keys.Master.Without(id);
        KeyFile.Replace(Server.KeyFilePath, keys.With(master: rest));
        Server.MasterKeys.Reload();
    }

    public MasterKeyRotation RotationOver(IMasterKeyService keys) => new(
        Server.Database,
        keys,
        Server.Clock,
        Server.Get<IOptions<PersonalDataOptions>>(),
        Server.Get<ProtectionMeters>(),
        NullLogger<MasterKeyRotation>.Instance);

    public async Task<long> CountUnderAsync(KeyId masterKey) => Convert.ToInt64(
        await Server.ReadAsync("SELECT count(*) FROM record_key WHERE master_key_id = @key", ("key", masterKey.Text)),
        CultureInfo.InvariantCulture);

    public async Task AllOpenAsync()
    {
        await using var fresh = AnotherServer();
        foreach (var (record, value) in Values)
        {
            Assert.Equal($"content of {record}", await fresh.OpenAsync(record, value, SealPurpose.Note));
        }
    }
}
