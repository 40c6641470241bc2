using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Records;

/// <summary>The same promises on every database.</summary>
public abstract class MasterKeyRotationTests(IDatabaseSource source) : IAsyncLifetime
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
    public async Task Every_record_comes_under_the_new_key_and_still_opens()
    {
        await _rotation.CreateRecordsAsync(7);
        var current = _rotation.AddMasterKey();
        Assert.Equal(7, await Server.Rotation.CountLeftAsync(Cancelled));

        Assert.Equal(new RotationResult(7, 0, 0), await _rotation.RotateAsync());
        Assert.Equal(7, await _rotation.CountUnderAsync(current));
        Assert.Equal(new RotationResult(0, 0, 0), await _rotation.RotateAsync());

        await Server.Rotation.RetireAsync(RotationSetup.First, Cancelled);
        _rotation.RemoveFromFile(RotationSetup.First);
        await _rotation.AllOpenAsync();
    }

    [Fact]
    public async Task A_key_that_is_needed_cannot_be_retired()
    {
        await _rotation.CreateRecordsAsync(2);
        _rotation.AddMasterKey();

        var refusal = await Assert.ThrowsAsync<MasterKeyInUseException>(
            () => Server.Rotation.RetireAsync(RotationSetup.First, Cancelled));
        Assert.Equal(2, refusal.Records);
        await Assert.ThrowsAnyAsync<Exception>(() => Server.ExecuteAsync("DELETE FROM master_key WHERE key_id = 'first'"));
        await _rotation.AllOpenAsync();
    }

    [Fact]
    public async Task The_current_key_cannot_be_retired() =>
        await Assert.ThrowsAsync<MasterKeyInUseException>(() => Server.Rotation.RetireAsync(RotationSetup.First, Cancelled));

    [Fact]
    public async Task A_server_with_an_old_key_file_cannot_create_records_under_a_retired_key()
    {
        await _rotation.CreateRecordsAsync(1);
        await using var stale = _rotation.AnotherServer();
        await stale.CreateRecordAsync();
        _rotation.AddMasterKey();
        await _rotation.RotateAsync();
        await Server.Rotation.RetireAsync(RotationSetup.First, Cancelled);

        await Assert.ThrowsAsync<MasterKeyRetiredException>(stale.CreateRecordAsync);
        stale.MasterKeys.Reload();
        await stale.CreateRecordAsync();
    }

    /// <summary>It took the key into use again, as it had not used it before, and what it made could never be read.</summary>
    [Fact]
    public async Task A_server_that_has_not_used_a_retired_key_cannot_bring_it_back()
    {
        await _rotation.CreateRecordsAsync(1);
        await using var stale = _rotation.AnotherServer();
        Assert.Equal(RotationSetup.First, stale.MasterKeys.CurrentKeyId); // It has read the file.
        _rotation.AddMasterKey();
        await _rotation.RotateAsync();
        await Server.Rotation.RetireAsync(RotationSetup.First, Cancelled);

        await Assert.ThrowsAsync<MasterKeyRetiredException>(stale.CreateRecordAsync);
        Assert.Equal(0, await Server.ExecuteAsync("DELETE FROM master_key WHERE key_id = 'first'"));
        stale.MasterKeys.Reload();
        await stale.CreateRecordAsync();
    }

    [Fact]
    public async Task A_server_learns_the_new_key_from_the_file_when_it_meets_it()
    {
        await _rotation.CreateRecordsAsync(2);
        await using var other = _rotation.AnotherServer();
        Assert.Equal(RotationSetup.First, other.MasterKeys.CurrentKeyId);
        var current = _rotation.AddMasterKey();
        await _rotation.RotateAsync();

        foreach (var (record, value) in _rotation.Values)
        {
            Assert.Equal($"content of {record}", await other.OpenAsync(record, value, SealPurpose.Note));
        }

        Assert.Equal(current, other.MasterKeys.CurrentKeyId);
    }

    [Fact]
    public async Task Nothing_fails_to_open_while_the_rotation_runs()
    {
        await _rotation.CreateRecordsAsync(40);
        await using var reader = _rotation.AnotherServer();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3)
            .Select(number => Task.Run(() => ReadUntilAsync(reader, number, done.Token))).ToList();

        long rewrapped = 0;
        for (var rotation = 0; rotation < 3; rotation++)
        {
            var old = Server.MasterKeys.CurrentKeyId;
            _rotation.AddMasterKey();
            rewrapped += (await _rotation.RotateAsync()).Rewrapped;
            await Server.Rotation.RetireAsync(old, Cancelled);
            _rotation.RemoveFromFile(old);
        }

        await done.CancelAsync();
        Assert.Equal(3 * 40, rewrapped);
        Assert.All(await Task.WhenAll(readers), opened => Assert.True(opened > 0));
        await _rotation.AllOpenAsync();
    }

    private async Task<int> ReadUntilAsync(ProtectionSetup reader, int offset, CancellationToken done)
    {
        var records = _rotation.Values.ToList();
        var opened = 0;
        while (!done.IsCancellationRequested || opened == 0)
        {
            var (record, value) = records[(offset + (opened * 7)) % records.Count];
            Assert.Equal($"content of {record}", await reader.OpenAsync(record, value, SealPurpose.Note));
            opened++;
        }

        return opened;
    }

    public sealed class OnSqlite() : MasterKeyRotationTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : MasterKeyRotationTests(new PostgresSource(fixture));
}
