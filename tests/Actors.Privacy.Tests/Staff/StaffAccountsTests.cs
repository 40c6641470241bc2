using System.Text;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Actors.Privacy.Staff;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;

namespace Actors.Privacy.Tests.Staff;

/// <summary>The same promises on every database.</summary>
public abstract class StaffAccountsTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Name = "Marker Aiko Sato";
    private const string Mail = "marker.sato@centre.example";

    private ProtectionSetup _server = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private StaffAccounts Accounts => _server.Get<StaffAccounts>();

    private StaffCodes Codes => _server.Get<StaffCodes>();

    private StaffSessions Sessions => _server.Get<StaffSessions>();

    private DateTimeOffset Now => _server.Clock.GetUtcNow();

    public async ValueTask InitializeAsync() => _server = await ProtectionSetup.CreateAsync(source);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task An_account_comes_back_by_id_address_login_and_passkey()
    {
        var account = NewAccount();
        account.Programmes = [ProgrammeId.Parse("japan-2021")];
        account.Login = new("https://login.example", "Subject-1");
        account.Passkeys = [NewPasskey(7)];
        account.LockedUntil = Now;
        Assert.True(await Accounts.AddAsync(account, Now, Cancelled));
        foreach (var found in new[]
        {
            await Accounts.FindAsync(account.Id, Cancelled), await Accounts.FindByMailAsync(Mail.ToUpperInvariant(), Cancelled),
            await Accounts.FindByLoginAsync(account.Login, Cancelled), await Accounts.FindByPasskeyAsync([7], Cancelled),
        })
        {
            Assert.NotNull(found);
            Assert.Equal(
                (account.Id, Name, Mail, "hash", "stamp", (DateTimeOffset?)Now),
                (found.Id, found.Name, found.Mail, found.PasswordHash, found.Stamp, found.LockedUntil));
            Assert.Equal(account.Roles, found.Roles);
            Assert.Equal(account.Programmes, found.Programmes);
            Assert.Equal([7], Assert.Single(found.Passkeys).CredentialId);
        }

        Assert.Null(await Accounts.FindAsync(RecordId.New(), Cancelled));
        Assert.Null(await Accounts.FindByMailAsync("other@centre.example", Cancelled));
        Assert.Null(await Accounts.FindByLoginAsync(new("https://login.example", "subject-1"), Cancelled));
        Assert.Null(await Accounts.FindByPasskeyAsync([8], Cancelled));
    }

    [Fact]
    public async Task One_address_has_one_account()
    {
        Assert.True(await Accounts.AddAsync(NewAccount(), Now, Cancelled));
        Assert.False(await Accounts.AddAsync(NewAccount(), Now, Cancelled));
        Assert.Single(await Accounts.ReadAllAsync(Cancelled));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_refused()
    {
        var account = NewAccount();
        await Accounts.AddAsync(account, Now, Cancelled);
        var other = (await Accounts.FindAsync(account.Id, Cancelled))!;
        account.Failures = 1;
        other.Failures = 2;
        Assert.True(await Accounts.UpdateAsync(account, Now, Cancelled));
        Assert.False(await Accounts.UpdateAsync(other, Now, Cancelled));
        Assert.Equal(1, (await Accounts.FindAsync(account.Id, Cancelled))!.Failures);
        Assert.True(await Accounts.UpdateAsync(account, Now, Cancelled));
    }

    [Fact]
    public async Task A_code_is_used_once_and_with_the_account()
    {
        var code = await Codes.IssueAsync(account: null, TimeSpan.FromHours(1), Cancelled);
        Assert.True(await Codes.CanSetUpAsync(Cancelled));
        Assert.Null((await Codes.FindAsync(code, Cancelled))!.Account);
        var account = NewAccount();
        account.Code = code;
        Assert.True(await Accounts.AddAsync(account, Now, Cancelled));
        Assert.Null(await Codes.FindAsync(code, Cancelled));

        account.Code = code;
        account.Failures = 3;
        Assert.False(await Accounts.UpdateAsync(account, Now, Cancelled));
        Assert.Equal(0, (await Accounts.FindAsync(account.Id, Cancelled))!.Failures);
    }

    [Fact]
    public async Task A_code_expires_and_a_new_one_takes_its_place()
    {
        var account = NewAccount();
        await Accounts.AddAsync(account, Now, Cancelled);
        var first = await Codes.IssueAsync(account.Id, TimeSpan.FromHours(1), Cancelled);
        var second = await Codes.IssueAsync(account.Id, TimeSpan.FromHours(1), Cancelled);
        Assert.Null(await Codes.FindAsync(first, Cancelled));
        Assert.Equal(account.Id, (await Codes.FindAsync(second, Cancelled))!.Account);
        Assert.False(await Codes.CanSetUpAsync(Cancelled));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await Codes.FindAsync(second, Cancelled));
    }

    [Fact]
    public async Task A_new_stamp_ends_all_sessions_and_so_does_closing()
    {
        var account = NewAccount();
        await Accounts.AddAsync(account, Now, Cancelled);
        var key = await BeginAsync(account);
        Assert.Equal(account.Id, (await Sessions.FindAsync(key, Cancelled))!.Account);
        account.Stamp = "other";
        await Accounts.UpdateAsync(account, Now, Cancelled);
        Assert.Null(await Sessions.FindAsync(key, Cancelled));

        key = await BeginAsync(account);
        account.ClosedAt = Now;
        await Accounts.UpdateAsync(account, Now, Cancelled);
        Assert.Null(await Sessions.FindAsync(key, Cancelled));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one()
    {
        var account = NewAccount();
        await Accounts.AddAsync(account, Now, Cancelled);
        var first = await BeginAsync(account);
        _server.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await BeginAsync(account);
        await Sessions.TouchAsync(first, Cancelled);
        var listed = await Sessions.ListAsync(account.Id, Now.AddHours(-1), Now.AddHours(-1), Cancelled);
        Assert.Equal([StaffSessions.IdOf(second), StaffSessions.IdOf(first)], listed.Select(session => session.Id));
        Assert.Equal(Now, listed[1].SeenAt);

        await Sessions.EndAsync(RecordId.New(), listed[0].Id, Cancelled);
        await Sessions.EndAsync(account.Id, "not an id", Cancelled);
        Assert.NotNull(await Sessions.FindAsync(second, Cancelled));
        await Sessions.EndAsync(account.Id, listed[0].Id, Cancelled);
        Assert.Null(await Sessions.FindAsync(second, Cancelled));
        await Sessions.EndAsync(first, Cancelled);
        Assert.Null(await Sessions.FindAsync(first, Cancelled));
    }

    [Fact]
    public async Task A_server_reads_the_secrets_of_another_and_the_first_of_a_name_stays()
    {
        await _server.Get<ServerSecrets>().AddAsync("test:a", "marker-secret", Cancelled);
        await using var other = _server.Another(source);
        await other.Get<ServerSecrets>().AddAsync("test:a", "another", Cancelled);
        await other.Get<ServerSecrets>().AddAsync("else:b", "third", Cancelled);
        Assert.Equal(["marker-secret"], await other.Get<ServerSecrets>().ReadAsync("test:", Cancelled));
        Assert.Empty(await other.Get<ServerSecrets>().ReadAsync("none:", Cancelled));
    }

    [Fact]
    public void A_code_is_read_as_a_person_types_it()
    {
        var code = StaffCode.Draw();
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$", code.Text);
        Assert.True(StaffCode.TryParse($" {code.Text.Replace('-', ' ').ToLowerInvariant().Replace('0', 'o')} ", out var typed));
        Assert.Equal(code.Text, typed.Text);
        Assert.False(StaffCode.TryParse(code.Text[1..], out _));
        Assert.False(StaffCode.TryParse("UUUUU-UUUUU-UUUUU-UUUUU", out _));
        Assert.False(StaffCode.TryParse(null, out _));
    }

    private Task<string> BeginAsync(StaffAccount account) =>
        Sessions.BeginAsync(account.Id, account.Stamp, "pwd", Now.AddDays(-1), Cancelled);

    private StaffAccount NewAccount() => new()
    {
        Id = RecordId.New(),
        Name = Name,
        Mail = Mail,
        Roles = [StaffRole.Operator, StaffRole.Support],
        PasswordHash = "hash",
        Stamp = "stamp",
        CreatedAt = Now,
    };

    private StaffPasskey NewPasskey(byte id) =>
        new([id], [1], "Laptop", Now, 1, ["internal"], true, true, false, [2], [3]);

    public sealed class OnSqlite() : StaffAccountsTests(new SqliteSource())
    {
        /// <summary>A stolen file names no member of staff, and signs none in.</summary>
        [Fact]
        public async Task Nothing_of_an_account_can_be_read_in_the_file()
        {
            var account = NewAccount();
            (account.PasswordHash, account.AuthenticatorKey) = ("marker-hash", "MARKERKEY");
            account.Passkeys = [NewPasskey(9) with { Name = "marker-laptop" }];
            await Accounts.AddAsync(account, Now, Cancelled);
            await _server.Get<ServerSecrets>().AddAsync("test:a", "marker-secret", Cancelled);
            var key = await BeginAsync(account);
            var files = DatabaseFiles.OfSqlite(((SqliteDatabase)_server.Database).Path);
            Assert.True(files.Contain(Encoding.ASCII.GetBytes(account.Id.ToString())));
            foreach (var marker in new[]
            {
                Name, Mail, Mail.ToUpperInvariant(), "marker-hash", "MARKERKEY", "marker-laptop", "marker-secret", key,
            })
            {
                Assert.False(files.Contain(Encoding.ASCII.GetBytes(marker)), marker);
            }
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : StaffAccountsTests(new PostgresSource(fixture));
}
