using System.Diagnostics.Metrics;
using System.Text;
using Actors.Domain.Protection;
using Actors.Storage.Health;
using Actors.Storage.Hosting;
using Actors.Testing;
using Actors.Testing.Markers;
using Actors.Testing.Samples;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Tests.Markers;

/// <summary>
/// Gives a grain personal data that occurs nowhere else, lets everything go wrong that can, and then looks for it in
/// every byte of the database's files and in everything that the process has said.
/// </summary>
public abstract class GuestMarkerTests : IAsyncLifetime
{
    private readonly GuestDetails _details = new(
        $"QUX{Digits(12)}",
        $"ZQ{Digits(9)}",
        $"+8190{Digits(10)}",
        35 + Random.Shared.NextDouble(),
        139 + Random.Shared.NextDouble());

    private StorageOptions _storage = null!;

    private MarkerScanner Scanner =>
        new([_details.Name, _details.PassportNumber, _details.Phone], [_details.Latitude, _details.Longitude]);

    public async ValueTask InitializeAsync() => _storage = await CreateStorageAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Personal_data_of_a_grain_is_nowhere_to_be_found()
    {
        await using var house = await GuestCluster.StartAsync(_storage);
        var record = RecordId.New();
        await WorkAsync(house, record);
        await FailAsync(house, record);
        Assert.Empty(Scanner.Find(await ReadAllAsync(house)));

        await house.Keys.ShredAsync(record, TestContext.Current.CancellationToken);
        await SayAsync<RecordShreddedException>(() => house.Guest(record).RegisterAsync(new(9), _details));
        await house.StopAsync();
        Assert.Empty(Scanner.Find(await ReadAllAsync(house)));

        // What was to be provoked did happen and was overheard.
        Assert.Contains(house.Overheard.Log.Lines, line => line.Contains("GuestEffect of a grain", StringComparison.Ordinal));
        Assert.Contains(house.Overheard.Measurements, line => line.StartsWith("Actors.Protection ", StringComparison.Ordinal));
        Assert.Contains(house.Overheard.Exceptions, text => text.Contains(record.ToString(), StringComparison.Ordinal));
    }

    /// <summary>The same with keys that seal nothing, and with a careless log, exception and tag.</summary>
    [Fact]
    public async Task Personal_data_that_was_not_sealed_is_found()
    {
        await using var house = await GuestCluster.StartAsync(_storage, new ClearKeys());
        await WorkAsync(house, RecordId.New());
        var stored = (await ReadFilesAsync(house)).ToList();
        string[] texts = [_details.Name, _details.PassportNumber, _details.Phone];
        Assert.All(texts, text => Assert.NotEmpty(new MarkerScanner([text], []).Find(stored)));
        double[] numbers = [_details.Latitude, _details.Longitude];
        Assert.All(numbers, number => Assert.NotEmpty(new MarkerScanner([], [number]).Find(stored)));

        Assert.Empty(Scanner.Find(house.Overheard.ReadAll()));
        using var careless = new Meter("careless");
        Action<string>[] slips =
        [
            text => house.Overheard.Log.Log(LogLevel.Trace, default, text, null, (state, _) => state),
            text => Assert.Throws<InvalidOperationException>((Action)(() => throw new InvalidOperationException(text))),
            text => careless.CreateCounter<long>("slips").Add(1, KeyValuePair.Create<string, object?>("name", text)),
        ];
        Assert.All(slips, (slip, number) =>
        {
            slip(texts[number]);
            Assert.NotEmpty(new MarkerScanner([texts[number]], []).Find(house.Overheard.ReadAll()));
        });
    }

    protected abstract Task<StorageOptions> CreateStorageAsync();

    /// <summary>Everything that the database has on the disk, and what it logs.</summary>
    private protected abstract Task<IEnumerable<byte[]>> ReadFilesAsync(GuestCluster house);

    /// <summary>Makes the database refuse to write into the ledger, or again not.</summary>
    private protected abstract Task RefuseAsync(GuestCluster house, bool refuses);

    private static string Digits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Random.Shared.Next(10))));

    private static async Task SayAsync<TException>(Func<Task> action)
        where TException : Exception => await Assert.ThrowsAnyAsync<TException>(action);

    /// <summary>Moves the clock of messages until a call has timed out.</summary>
    private static async Task TimeOutAsync(GuestCluster house, Task call)
    {
        while (!call.IsCompleted)
        {
            house.MessagingClock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await call;
    }

    private async Task<IEnumerable<byte[]>> ReadAllAsync(GuestCluster house) =>
        (await ReadFilesAsync(house)).Concat(house.Overheard.ReadAll());

    private async Task WorkAsync(GuestCluster house, RecordId record)
    {
        Assert.Null(await house.Guest(record).RegisterAsync(new(1), _details));
        Assert.Equal(_details, await house.Guest(record).ReadAsync());
    }

    private async Task FailAsync(GuestCluster house, RecordId record)
    {
        var guest = house.Guest(record);
        await SayAsync<InvalidOperationException>(() => guest.RejectAsync(_details));
        await SayAsync<SealBrokenException>(guest.ConfuseAsync);
        await SayAsync<ArgumentException>(
            () => guest.RegisterAsync(new(2), _details with { Name = _details.Name + "\uD800" }));
        await SayAsync<FormatException>(
            () => house.Guest(default).RegisterAsync(new(3), _details));

        // Another writer has changed the row without fencing.
        await house.ExecuteAsync($"UPDATE grain_state SET version = version + 1 WHERE grain_key = '{record}'");
        await SayAsync<InconsistentStateException>(() => guest.RegisterAsync(new(4), _details));
        await SayAsync<CorruptRecordException>(guest.ReadAsync);
        await house.ExecuteAsync($"UPDATE grain_state SET version = version - 1 WHERE grain_key = '{record}'");

        await RefuseAsync(house, refuses: true);
        await SayAsync<Exception>(() => guest.RegisterAsync(new(5), _details));
        await RefuseAsync(house, refuses: false);

        // An effect that fails after its command was acknowledged.
        var greeted = new TaskCompletionSource();
        house.Door.BeforeGreeting = _ =>
        {
            greeted.TrySetResult();
            throw new IOException("The line is busy.");
        };
        Assert.Null(await guest.RegisterAsync(new(6), _details));
        await greeted.Task;

        // A call that is not answered in time.
        var waiting = house.Guest(RecordId.New()).WaitAsync(_details);
        await house.Door.Gate.Reached;
        await SayAsync<TimeoutException>(() => TimeOutAsync(house, waiting));
    }

    public sealed class OnSqlite : GuestMarkerTests
    {
        private readonly TempFolder _folder = new();

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return base.DisposeAsync();
        }

        protected override Task<StorageOptions> CreateStorageAsync() =>
            Task.FromResult(new StorageOptions { Kind = StorageKind.Sqlite, Path = _folder.File("guests.db") });

        private protected override Task<IEnumerable<byte[]>> ReadFilesAsync(GuestCluster house) =>
            Task.FromResult(DatabaseFiles.OfSqlite(_storage.Path).ReadAll());

        private protected override Task RefuseAsync(GuestCluster house, bool refuses) => house.ExecuteAsync(refuses
            ? "CREATE TRIGGER refuse BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'No more.'); END"
            : "DROP TRIGGER refuse");
    }

    public sealed class OnPostgres(PostgresFixture fixture) : GuestMarkerTests
    {
        protected override async Task<StorageOptions> CreateStorageAsync() => new()
        {
            Kind = StorageKind.Postgres,
            ConnectionString = await fixture.CreateDatabaseAsync(TestContext.Current.CancellationToken),
        };

        private protected override async Task<IEnumerable<byte[]>> ReadFilesAsync(GuestCluster house)
        {
            await house.ExecuteAsync("CHECKPOINT");
            return DatabaseFiles.OfPostgres(fixture.DataFolder).ReadAll()
                .Concat(fixture.Log.Select(line => Encoding.UTF8.GetBytes(line)));
        }

        // The error says what the failing row contains.
        private protected override Task RefuseAsync(GuestCluster house, bool refuses) => house.ExecuteAsync(refuses
            ? "ALTER TABLE ledger ADD CONSTRAINT refuse CHECK (sequence < 0) NOT VALID"
            : "ALTER TABLE ledger DROP CONSTRAINT refuse");
    }
}
