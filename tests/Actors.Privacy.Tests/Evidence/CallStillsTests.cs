using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Domain.Stays;
using Actors.Privacy.Access;
using Actors.Privacy.Evidence;
using Actors.Privacy.Tests.Access;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Evidence;

/// <summary>Stills are kept, seen, and gone in the same way on every database.</summary>
public abstract class CallStillsTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Call = "0123456789abcdef";

    private ProtectionSetup _setup = null!;
    private RecordId _record;
    private CallStillOwner _owner = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _setup.Clock.GetUtcNow();

    private DateTimeOffset InAWeek => Now.AddDays(7);

    private ICallStills Stills => _setup.Get<ICallStills>();

    private CallStillTable Table => _setup.Get<CallStillTable>();

    public async ValueTask InitializeAsync()
    {
        _setup = await ProtectionSetup.CreateAsync(source);
        _record = await _setup.CreateRecordAsync();
        _owner = new(_record, Call, EntrantId.New());
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
    public async Task What_is_kept_is_seen_by_number_and_every_look_is_in_the_access_log()
    {
        var taken = Now.AddTicks(-13);
        CallStill[] stills = [new(1, taken, StillPictures.Of(1)), new(0, Now, StillPictures.Of(0, Domain.Limits.StillBytes))];
        Assert.Equal(2, await Stills.KeepAsync(_owner, stills, InAWeek, Cancelled));

        foreach (var looks in Enumerable.Range(1, 2))
        {
            var seen = await ReadAsync();
            Assert.Equal([0, 1], seen.Select(still => still.Number));
            Assert.Equal(Now, seen[0].TakenAt);
            Assert.Equal(taken.AddTicks(-7), seen[1].TakenAt); // Whole microseconds.
            Assert.Equal(stills[1].Picture.ToArray(), seen[0].Picture.ToArray());
            Assert.Equal(stills[0].Picture.ToArray(), seen[1].Picture.ToArray());

            var entries = await _setup.AccessLog.ReadAboutAsync(_record, 0, 10, Cancelled);
            Assert.Equal(looks, entries.Count);
            Assert.All(entries, entry => Assert.Equal("evidence", entry.What));
        }
    }

    [Fact]
    public async Task Kept_again_a_still_stays_as_it_is()
    {
        Assert.Equal(1, await KeepAsync(_owner, number: 0, picture: 1));
        Assert.Equal(0, await KeepAsync(_owner, number: 0, picture: 2));
        CallStill[] both = [new(0, Now, StillPictures.Of(3)), new(1, Now, StillPictures.Of(4))];
        Assert.Equal(1, await Stills.KeepAsync(_owner, both, InAWeek, Cancelled));

        Assert.Equal(
            [StillPictures.Of(1), StillPictures.Of(4)], (await ReadAsync()).Select(still => still.Picture.ToArray()));
    }

    [Fact]
    public async Task Two_with_one_number_are_a_mistake()
    {
        CallStill[] same = [new(0, Now, StillPictures.Of(1)), new(0, Now, StillPictures.Of(2))];
        await Assert.ThrowsAsync<ArgumentException>(() => Stills.KeepAsync(_owner, same, InAWeek, Cancelled));
    }

    [Fact]
    public async Task Every_person_of_every_call_has_stills_of_their_own()
    {
        var companion = new CallStillOwner(await _setup.CreateRecordAsync(), Call, EntrantId.New());
        var later = new CallStillOwner(_record, "fedcba9876543210", _owner.Person);
        foreach (var (number, owner) in new[] { _owner, companion, later }.Index())
        {
            Assert.Equal(1, await KeepAsync(owner, number: 0, picture: number));
        }

        foreach (var (number, owner) in new[] { _owner, companion, later }.Index())
        {
            Assert.Equal(StillPictures.Of(number), Assert.Single(await ReadAsync(owner)).Picture.ToArray());
        }

        Assert.Empty(await ReadAsync(new(companion.Record, Call, _owner.Person)));
        Assert.Empty(await ReadAsync(new(_record, "0000000000000000", _owner.Person)));
    }

    [Fact]
    public async Task A_still_is_not_seen_without_an_entry_in_the_access_log()
    {
        await KeepAsync(_owner, number: 0, picture: 1);
        await Assert.ThrowsAsync<UndeclaredAccessException>(() => _setup.Get<CallStillReader>().ReadAsync(
            AccessRequests.Of(_record, SealPurpose.Phone), Call, _owner.Person, Cancelled));
        Assert.Null(await _setup.AccessLog.ReadHeadAsync(Cancelled));
    }

    [Fact]
    public async Task A_still_that_has_expired_is_not_seen_and_not_kept_and_goes_with_the_sweep()
    {
        var expiry = Now.AddMinutes(10);
        await Stills.KeepAsync(_owner, [new(0, Now, StillPictures.Of(0))], expiry, Cancelled);
        await Stills.KeepAsync(_owner, [new(1, Now, StillPictures.Of(1))], expiry.AddMicroseconds(1), Cancelled);
        _setup.Clock.Advance(expiry - Now);

        Assert.Equal(1, Assert.Single(await ReadAsync()).Number);
        Assert.Equal(0, await Stills.KeepAsync(_owner, [new(2, Now, StillPictures.Of(2))], expiry, Cancelled));
        Assert.Equal(1, await Table.CountExpiredAsync(Now, Cancelled));
        Assert.Equal(1, await Table.DeleteExpiredAsync(Now, 10, Cancelled));
        Assert.Equal(0, await Table.CountExpiredAsync(Now, Cancelled));
        Assert.Equal(1, Assert.Single(await ReadAsync()).Number);
    }

    [Fact]
    public async Task So_many_are_deleted_at_once_those_first_that_expired_first()
    {
        foreach (var number in Enumerable.Range(0, Domain.Limits.StillsPerCall))
        {
            await Stills.KeepAsync(_owner, [new(number, Now, StillPictures.Of(number))], Now.AddMinutes(9 - number), Cancelled);
        }

        var later = Now.AddMinutes(8);
        Assert.Equal(2, await Table.DeleteExpiredAsync(later, 2, Cancelled));
        Assert.Equal([0, 1], (await ReadAsync()).Select(still => still.Number));
        Assert.Equal(1, await Table.DeleteExpiredAsync(later, 2, Cancelled));
        Assert.Equal([0], (await ReadAsync()).Select(still => still.Number));
    }

    [Fact]
    public async Task Nothing_is_seen_or_kept_of_a_record_that_was_shredded()
    {
        await KeepAsync(_owner, number: 0, picture: 1);
        await _setup.Keys.ShredAsync(_record, Cancelled);
        await Assert.ThrowsAsync<RecordShreddedException>(() => ReadAsync());
        await Assert.ThrowsAsync<RecordShreddedException>(() => KeepAsync(_owner, number: 1, picture: 1));
        Assert.Single(await Table.ReadAsync(_owner, Now, Cancelled));
    }

    [Fact]
    public async Task A_record_without_a_key_has_no_stills() => await Assert.ThrowsAsync<RecordUnknownException>(
        () => KeepAsync(new(RecordId.New(), Call, _owner.Person), number: 0, picture: 1));

    private async Task<int> KeepAsync(CallStillOwner owner, int number, int picture) =>
        await Stills.KeepAsync(owner, [new(number, Now, StillPictures.Of(picture))], InAWeek, Cancelled);

    private Task<IReadOnlyList<CallStill>> ReadAsync(CallStillOwner? owner = null) =>
        _setup.Get<CallStillReader>().ReadAsync(
            AccessRequests.Of((owner ?? _owner).Record, SealPurpose.Evidence),
            (owner ?? _owner).Call,
            (owner ?? _owner).Person,
            Cancelled);

    [Theory]
    [InlineData("number = 1 - number")]
    [InlineData("taken_at = taken_at + 1")]
    [InlineData("call_id = 'another'", "another")]
    public async Task A_row_that_was_changed_does_not_open(string change, string call = Call)
    {
        await KeepAsync(_owner, number: 0, picture: 1);
        await _setup.ExecuteAsync($"UPDATE call_still SET {change}");
        await Assert.ThrowsAsync<SealBrokenException>(() => ReadAsync(new(_record, call, _owner.Person)));
    }

    [Fact]
    public async Task A_picture_of_another_person_does_not_open()
    {
        var companion = new CallStillOwner(_record, Call, EntrantId.New());
        await KeepAsync(_owner, number: 0, picture: 1);
        await KeepAsync(companion, number: 0, picture: 2);
        await _setup.ExecuteAsync(
            "UPDATE call_still SET picture = (SELECT picture FROM call_still WHERE person_id = @from) WHERE person_id = @to",
            ("from", companion.Person.ToString()), ("to", _owner.Person.ToString()));
        await Assert.ThrowsAsync<SealBrokenException>(() => ReadAsync());
        Assert.Single(await ReadAsync(companion));
    }

    [Fact]
    public async Task When_the_access_log_is_gone_nothing_is_seen()
    {
        await KeepAsync(_owner, number: 0, picture: 1);
        await _setup.ExecuteAsync("ALTER TABLE access_log RENAME TO elsewhere");
        await Assert.ThrowsAsync<AccessLogUnavailableException>(() => ReadAsync());
    }

    [Fact]
    public async Task What_is_stored_does_not_show_the_picture()
    {
        await KeepAsync(_owner, number: 0, picture: 1);
        var stored = (byte[])(await _setup.ReadAsync("SELECT picture FROM call_still"))!;
        Assert.Equal(StillPictures.Of(1).Length + 32 + Sealed.Overhead, stored.Length);
        Assert.Equal(-1, stored.AsSpan().IndexOf("WEBP"u8));
    }

    public sealed class OnSqlite() : CallStillsTests(new SqliteSource())
    {
        [Fact]
        public async Task What_is_deleted_is_gone_from_the_file()
        {
            await KeepAsync(_owner, number: 0, picture: 1);
            var stored = (byte[])(await _setup.ReadAsync("SELECT picture FROM call_still"))!;
            Assert.True(await IsInFileAsync(stored));
            await Table.DeleteExpiredAsync(InAWeek, 1, Cancelled);
            Assert.False(await IsInFileAsync(stored));
        }

        /// <summary>Whether a part of the picture stands in the file, once the log was moved into it.</summary>
        private async Task<bool> IsInFileAsync(byte[] stored)
        {
            await using (var connection = await _setup.Database.OpenAsync(Cancelled))
            {
                await _setup.Database.EmptyLogAsync(connection, Cancelled);
            }

            var file = await File.ReadAllBytesAsync(((SqliteDatabase)_setup.Database).Path, Cancelled);
            return file.AsSpan().IndexOf(stored.AsSpan(40, 32)) >= 0;
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : CallStillsTests(new PostgresSource(fixture));
}
