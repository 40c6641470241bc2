using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Privacy.Tokens;
using Actors.Storage.Databases;
using Actors.Storage.Outages;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Tokens;

/// <summary>The same promises on every database.</summary>
public abstract class PhoneTokensTests(IDatabaseSource source) : IAsyncLifetime
{
    private static readonly ProgrammeId ProgrammeId = Domain.Programmes.ProgrammeId.Parse("test-2021");

    private readonly TestTimeProvider _time = new();
    private Database _database = null!;
    private PhoneTokenTable _table = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await source.CreateMigratedAsync();
        _table = new PhoneTokenTable(_database, _time);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task Every_token_is_of_its_owner()
    {
        var owners = Enumerable.Range(0, 1_000).Select(_ => NewOwner()).ToList();
        var tokens = await NewTokens().IssueAsync(owners, Cancelled);
        var elsewhere = NewTokens();
        for (var index = 0; index < owners.Count; index += 111)
        {
            Assert.Equal(owners[index], await elsewhere.FindAsync(tokens[index], Cancelled));
        }

        Assert.Null(await elsewhere.FindAsync(PhoneToken.Draw(), Cancelled));
    }

    [Fact]
    public async Task A_revoked_token_belongs_to_no_person()
    {
        var tokens = NewTokens();
        var issued = await tokens.IssueAsync([NewOwner(), NewOwner()], Cancelled);
        Assert.NotNull(await tokens.FindAsync(issued[0], Cancelled));
        Assert.True(await tokens.RevokeAsync(issued[0], Cancelled));
        Assert.Null(await tokens.FindAsync(issued[0], Cancelled));
        Assert.NotNull(await tokens.FindAsync(issued[1], Cancelled));
        Assert.False(await tokens.RevokeAsync(issued[0], Cancelled));
        Assert.False(await tokens.RevokeAsync(PhoneToken.Draw(), Cancelled));
    }

    [Fact]
    public async Task Token_revoked_elsewhere_is_forgotten_in_time()
    {
        var (here, elsewhere) = (NewTokens(), NewTokens());
        var token = Assert.Single(await here.IssueAsync([NewOwner()], Cancelled));
        Assert.NotNull(await here.FindAsync(token, Cancelled));
        await elsewhere.RevokeAsync(token, Cancelled);
        Assert.NotNull(await here.FindAsync(token, Cancelled));
        _time.Advance(PhoneTokens.Remembered);
        Assert.Null(await here.FindAsync(token, Cancelled));
    }

    [Fact]
    public async Task Memory_is_bounded()
    {
        const int bound = 4;
        var (here, elsewhere) = (NewTokens(bound), NewTokens());
        var tokens = await here.IssueAsync([.. Enumerable.Range(0, 3 * bound).Select(_ => NewOwner())], Cancelled);
        foreach (var token in tokens)
        {
            Assert.NotNull(await here.FindAsync(token, Cancelled));
            await elsewhere.RevokeAsync(token, Cancelled);
        }

        var remembered = 0;
        foreach (var token in tokens)
        {
            remembered += await here.FindAsync(token, Cancelled) is null ? 0 : 1;
        }

        Assert.InRange(remembered, 1, bound);
    }

    [Fact]
    public async Task A_token_ends_some_time_after_the_stay()
    {
        var tokens = NewTokens();
        var owner = NewOwner() with { ExpiresAt = _time.GetUtcNow().AddDays(14) + PhoneTokens.AfterStay };
        var token = Assert.Single(await tokens.IssueAsync([owner], Cancelled));
        _time.Advance(TimeSpan.FromDays(14) + PhoneTokens.AfterStay - TimeSpan.FromSeconds(1));
        Assert.Equal(owner, await tokens.FindAsync(token, Cancelled));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await tokens.FindAsync(token, Cancelled));
        Assert.Null(await NewTokens().FindAsync(token, Cancelled));
    }

    [Fact]
    public async Task All_tokens_of_a_person_are_revoked_and_other_servers_learn_it()
    {
        var (here, elsewhere) = (NewTokens(), NewTokens());
        var owner = NewOwner();
        var issued = await here.IssueAsync([owner, owner, NewOwner()], Cancelled);
        foreach (var token in issued)
        {
            Assert.NotNull(await elsewhere.FindAsync(token, Cancelled));
        }

        var since = _time.GetUtcNow();
        Assert.Equal(2, await here.RevokeAllAsync(owner.Entrant, Cancelled));
        var revoked = await elsewhere.ReadRevokedAsync(since, Cancelled);
        Assert.Equal([true, true, false], issued.Select(revoked.Contains));
        Assert.Null(await elsewhere.FindAsync(issued[0], Cancelled));
        Assert.NotNull(await elsewhere.FindAsync(issued[2], Cancelled));
        Assert.Equal(0, await here.RevokeAllAsync(owner.Entrant, Cancelled));
    }

    /// <summary>The answer with the new token may be lost: then the old one renews again.</summary>
    [Fact]
    public async Task A_renewed_token_takes_the_place_of_the_old_one_when_it_is_used()
    {
        var tokens = NewTokens();
        var old = Assert.Single(await tokens.IssueAsync([NewOwner()], Cancelled));
        var lost = await tokens.RenewAsync(old, Cancelled);
        var arrived = await tokens.RenewAsync(old, Cancelled);
        Assert.Null(await tokens.FindAsync(lost!, Cancelled));
        Assert.NotNull(await tokens.FindAsync(old, Cancelled));
        Assert.True((await tokens.FindAsync(arrived!, Cancelled))!.IsRenewal);

        await tokens.ConfirmRenewalAsync(arrived!, Cancelled);
        Assert.Null(await NewTokens().FindAsync(old, Cancelled));
        Assert.False((await tokens.FindAsync(arrived!, Cancelled))!.IsRenewal);
        Assert.Null(await tokens.RenewAsync(old, Cancelled));
        _time.Advance(PhoneTokens.AfterRenewal * 2);
        Assert.NotNull(await tokens.FindAsync(arrived!, Cancelled));
    }

    [Fact]
    public async Task A_renewed_token_lasts_one_more_day_at_most()
    {
        var tokens = NewTokens();
        var old = Assert.Single(await tokens.IssueAsync([NewOwner()], Cancelled));
        var renewed = await tokens.RenewAsync(old, Cancelled);
        _time.Advance(PhoneTokens.AfterRenewal);
        Assert.Null(await tokens.FindAsync(old, Cancelled));
        Assert.NotNull(await tokens.FindAsync(renewed!, Cancelled));
    }

    private sealed class Programme(TimeProvider time) : IProgrammeTime
    {
        public DateTimeOffset Now => time.GetUtcNow();

        public double Speed => 1;

        public bool IsMadeUp => false;

        public void SkipTo(DateTimeOffset moment) => throw new NotSupportedException();
    }

    private static PhoneTokenOwner NewOwner() => new(EntrantId.New(), ProgrammeId);

    private PhoneTokens NewTokens(int inMemory = 1_000) => new(_table, new Programme(_time), _time, inMemory);

    [Fact]
    public async Task Token_itself_is_not_stored()
    {
        await NewTokens().IssueAsync([NewOwner()], Cancelled);
        var length = await _database.ExecuteAsync("SELECT length(hash) FROM phone_token");
        Assert.Equal(32, Convert.ToInt32(length, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Fenced_off_server_issues_nothing()
    {
        _database.Fence.Raise(7);
        await Assert.ThrowsAsync<FencedOffException>(() => NewTokens().IssueAsync([NewOwner()], Cancelled));
    }

    public sealed class OnSqlite() : PhoneTokensTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : PhoneTokensTests(new PostgresSource(fixture));
}
