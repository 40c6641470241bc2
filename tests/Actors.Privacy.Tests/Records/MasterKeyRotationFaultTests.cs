using System.Data.Common;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests.Records;

/// <summary>Rotation that is stopped, hindered, or overtaken by something else, on every database.</summary>
public abstract class MasterKeyRotationFaultTests(IDatabaseSource source) : IAsyncLifetime
{
    private readonly RotationSetup _rotation = new(source);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ProtectionSetup Server => _rotation.Server;

    public ValueTask InitializeAsync() => _rotation.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _rotation.DisposeAsync();
    }

    [Fact]
    public async Task It_can_be_stopped_at_every_step_and_run_again()
    {
        await _rotation.CreateRecordsAsync(7);
        _rotation.AddMasterKey();
        for (var calls = 0; ; calls++)
        {
            var interrupted = new InterruptedKeys(Server.MasterKeys, calls);
            try
            {
                var result = await _rotation.RotationOver(interrupted).RunAsync(Cancelled);
                Assert.Equal(0, result.Left);
                break;
            }
            catch (IOException)
            {
                await _rotation.AllOpenAsync();
            }
        }

        await _rotation.AllOpenAsync();
        Assert.Equal(0, await Server.Rotation.CountLeftAsync(Cancelled));
    }

    [Fact]
    public async Task A_batch_is_stored_wholly_or_not_at_all()
    {
        await _rotation.CreateRecordsAsync(5);
        _rotation.AddMasterKey();
        var last = _rotation.Values.Keys.Max(record => record.ToString());
        var refuse = Server.Database.Dialect == DatabaseDialect.Sqlite
            ? $"CREATE TRIGGER crash BEFORE UPDATE ON record_key WHEN OLD.record_id = '{last}' "
                + "BEGIN SELECT RAISE(ABORT, 'crash'); END"
            : $"ALTER TABLE record_key ADD CONSTRAINT crash CHECK (record_id <> '{last}' OR master_key_id = 'first')";
        await Server.ExecuteAsync(refuse);

        // Batches of three: the first is stored, the second fails with its last row.
        await Assert.ThrowsAnyAsync<DbException>(() => _rotation.RotateAsync());
        Assert.Equal(2, await Server.Rotation.CountLeftAsync(Cancelled));
        await _rotation.AllOpenAsync();

        await Server.ExecuteAsync(refuse.StartsWith("CREATE", StringComparison.Ordinal)
            ? "DROP TRIGGER crash"
            : "ALTER TABLE record_key DROP CONSTRAINT crash");
        Assert.Equal(new RotationResult(2, 0, 0), await _rotation.RotateAsync());
        await _rotation.AllOpenAsync();
    }

    [Fact]
    public async Task A_damaged_record_does_not_hold_up_the_others()
    {
        await _rotation.CreateRecordsAsync(5);
        _rotation.AddMasterKey();
        var damaged = _rotation.Values.Keys.First();
        await Server.ExecuteAsync(
            "UPDATE record_key SET wrapped = @wrapped WHERE record_id = @record",
            ("wrapped", new byte[61]),
            ("record", damaged.ToString()));

        Assert.Equal(new RotationResult(4, 1, 1), await _rotation.RotateAsync());
        Assert.Contains(Server.Log.Lines, line => line.Contains(damaged.ToString(), StringComparison.Ordinal));
        await Assert.ThrowsAsync<MasterKeyInUseException>(() => Server.Rotation.RetireAsync(RotationSetup.First, Cancelled));
    }

    [Fact]
    public async Task Records_may_be_created_and_shredded_while_the_rotation_runs()
    {
        await _rotation.CreateRecordsAsync(12);
        _rotation.AddMasterKey();
        var victims = _rotation.Values.Keys.Take(6).ToList();
        var interfering = new InterferingKeys(Server.MasterKeys, async record =>
        {
            // Between reading the old wrap and storing the new one.
            if (victims.Contains(record))
            {
                await Server.Keys.ShredAsync(record, Cancelled);
            }
        });

        var result = await _rotation.RotationOver(interfering).RunAsync(Cancelled);
        Assert.Equal(new RotationResult(6, 0, 0), result);
        foreach (var victim in victims)
        {
            await Assert.ThrowsAsync<RecordShreddedException>(async () => await Server.Keys.OpenAsync(victim, Cancelled));
            _rotation.Values.Remove(victim);
        }

        await _rotation.AllOpenAsync();
    }

    [Fact]
    public async Task A_key_that_is_retired_between_reading_and_unwrapping_is_read_again()
    {
        await _rotation.CreateRecordsAsync(1);
        var (record, value) = _rotation.Values.Single();
        await using var reader = _rotation.AnotherServer(services => services.AddSingleton<IMasterKeyService>(provider =>
        {
            var keys = provider.GetRequiredService<LocalMasterKeys>();
            return new OvertakenKeys(keys, async () =>
            {
                _rotation.AddMasterKey();
                await _rotation.RotateAsync();
                _rotation.RemoveFromFile(RotationSetup.First);
                keys.Reload();
            });
        }));

        Assert.Equal($"content of {record}", await reader.OpenAsync(record, value, SealPurpose.Note));
    }

    public sealed class OnSqlite() : MasterKeyRotationFaultTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : MasterKeyRotationFaultTests(new PostgresSource(fixture));
}
