using Actors.Domain.Protection;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Tests.Records;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests.Access;

/// <summary>Nothing is opened for staff before the log has it, on every database.</summary>
public abstract class PrivilegedReaderTests(IDatabaseSource source) : IAsyncLifetime
{
    private ProtectionSetup _setup = null!;
    private RecordId _record;
    private Sealed _phone;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _setup = await ProtectionSetup.CreateAsync(source);
        _record = await _setup.CreateRecordAsync();
        _phone = await _setup.SealAsync(_record, "+819012345678", SealPurpose.Phone);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task A_read_opens_what_its_entry_names()
    {
        using var read = await _setup.Reader.OpenAsync(AccessRequests.Of(_record, SealPurpose.Phone), Cancelled);
        Assert.Equal("+819012345678", read.OpenText(_phone, SealPurpose.Phone));
        Assert.Equal(read.Entry, await _setup.AccessLog.ReadHeadAsync(Cancelled));
        var entry = Assert.Single(await _setup.AccessLog.ReadAboutAsync(_record, 0, 10, Cancelled));
        Assert.Equal("phone", entry.What);
    }

    [Fact]
    public async Task A_read_opens_nothing_that_its_entry_does_not_name()
    {
        var surname = await _setup.SealAsync(_record, "ERIKSSON", SealPurpose.Surname);
        using var read = await _setup.Reader.OpenAsync(AccessRequests.Of(_record, SealPurpose.Phone), Cancelled);
        Assert.Throws<UndeclaredAccessException>(() => read.OpenText(surname, SealPurpose.Surname));
        Assert.Throws<UndeclaredAccessException>(() => read.Open(surname, SealPurpose.Surname));
        Assert.Throws<UndeclaredAccessException>(() => read.OpenPosition(surname, SealPurpose.Position));
        Assert.Throws<SealBrokenException>(() => read.OpenText(surname, SealPurpose.Phone));
    }

    [Fact]
    public async Task An_ended_read_opens_nothing()
    {
        var read = await _setup.Reader.OpenAsync(AccessRequests.Of(_record, SealPurpose.Phone), Cancelled);
        read.Dispose();
        Assert.Throws<ObjectDisposedException>(() => read.OpenText(_phone, SealPurpose.Phone));
    }

    [Fact]
    public async Task When_the_log_is_gone_nothing_is_opened()
    {
        await _setup.ExecuteAsync("ALTER TABLE access_log RENAME TO elsewhere");
        await AssertNothingOpensAsync();
        await _setup.ExecuteAsync("ALTER TABLE elsewhere RENAME TO access_log");
        (await _setup.Reader.OpenAsync(AccessRequests.Of(_record), Cancelled)).Dispose();
    }

    [Fact]
    public async Task A_cancelled_read_opens_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _setup.Reader.OpenAsync(AccessRequests.Of(_record), cancelled.Token));
    }

    private ProtectionSetup AnotherServer(Action<IServiceCollection> configure) => _setup.Another(source, configure);

    /// <summary>With a key service that counts: a failed append must not even unwrap a key.</summary>
    private async Task AssertNothingOpensAsync(Database? database = null)
    {
        InterruptedKeys? counting = null;
        await using var server = AnotherServer(services =>
        {
            services.AddSingleton<IMasterKeyService>(provider =>
                counting = new InterruptedKeys(provider.GetRequiredService<LocalMasterKeys>(), int.MaxValue));
            if (database is not null)
            {
                services.AddSingleton(database);
            }
        });
        var before = server.Log.Lines.Count;
        await Assert.ThrowsAsync<AccessLogUnavailableException>(
            () => server.Reader.OpenAsync(AccessRequests.Of(_record), Cancelled));
        Assert.Equal(0, counting!.Calls);
        Assert.Equal(0, server.Keys.OpenedCount);
        Assert.True(server.Log.Lines.Count > before);
    }

    public sealed class OnSqlite() : PrivilegedReaderTests(new SqliteSource())
    {
        private string FilePath => ((SqliteDatabase)_setup.Database).Path;

        [Fact]
        public async Task When_the_disk_is_full_nothing_is_opened()
        {
            await using var full = new FullDatabase(FilePath);
            var written = await FillAsync(full);
            await AssertNothingOpensAsync(full);
            var verdict = await _setup.AccessLog.VerifyAsync([], Cancelled);
            Assert.True(verdict.IsIntact);
            Assert.Equal(written, verdict.IntactEntries);
        }

        /// <summary>Entries go into the pages that are there until one needs another.</summary>
        private async Task<int> FillAsync(FullDatabase full)
        {
            await using var server = AnotherServer(services => services.AddSingleton<Database>(full));
            for (var written = 0; ; written++)
            {
                try
                {
                    await server.AccessLog.AppendAsync(AccessRequests.Of(_record), Cancelled);
                }
                catch (AccessLogUnavailableException)
                {
                    return written;
                }
            }
        }

        [Fact]
        public async Task When_the_database_is_locked_nothing_is_opened()
        {
            await using var connection = await _setup.Database.OpenAsync(Cancelled);
            await using var lockHolder = await _setup.Database.BeginWriteAsync(connection, Cancelled);
            await AssertNothingOpensAsync();
        }

        [Fact]
        public async Task When_the_database_cannot_be_opened_nothing_is_opened()
        {
            await using var missing = new SqliteDatabase(Path.Combine(FilePath, "below-a-file"));
            await AssertNothingOpensAsync(missing);
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : PrivilegedReaderTests(new PostgresSource(fixture))
    {
        [Fact]
        public async Task When_the_table_is_locked_nothing_is_opened_once_the_time_is_over()
        {
            await using var connection = await _setup.Database.OpenAsync(Cancelled);
            await using var lockHolder = await _setup.Database.BeginWriteAsync(connection, Cancelled);
            await using var command = lockHolder.Command("LOCK TABLE access_log IN EXCLUSIVE MODE");
            await command.ExecuteNonQueryAsync(Cancelled);

            var reading = _setup.Reader.OpenAsync(AccessRequests.Of(_record), Cancelled);
            while (await _setup.ReadAsync(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'access_log'::regclass") is null)
            {
                Assert.False(reading.IsCompleted);
            }

            _setup.Clock.Advance(new PersonalDataOptions().AccessLogTimeout);
            await Assert.ThrowsAsync<AccessLogUnavailableException>(() => reading);
        }
    }
}
