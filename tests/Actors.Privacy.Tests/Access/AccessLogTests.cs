using Actors.Domain.Protection;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Server.Operations.Commands;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests.Access;

/// <summary>The same promises on every database.</summary>
public abstract class AccessLogTests(IDatabaseSource source) : IAsyncLifetime
{
    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private AccessLog Log => _setup.AccessLog;

    public async ValueTask InitializeAsync() => _setup = await ProtectionSetup.CreateAsync(
        source, services => services.PostConfigure<PersonalDataOptions>(options => options.AccessLogAnchorEvery = 10));

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
    public async Task An_entry_says_who_whom_what_when_and_why()
    {
        var subject = RecordId.New();
        _setup.Clock.Advance(TimeSpan.FromMicroseconds(1_234_567));
        var anchor = await Log.AppendAsync(AccessRequests.Of(subject, SealPurpose.Phone, SealPurpose.Email), Cancelled);

        var entry = Assert.Single(await Log.ReadAsync(0, 10, Cancelled));
        Assert.Equal(1, entry.Sequence);
        Assert.Equal(_setup.Clock.GetUtcNow(), entry.At);
        Assert.Equal(("staff-7", "operator"), (entry.ActorId, entry.Role));
        Assert.Equal(subject.ToString(), entry.Subject);
        Assert.Equal("email,phone", entry.What);
        Assert.Equal("Call call:0123456789abcdef", entry.Why);
        Assert.Equal(anchor, new AccessLogAnchor(entry.Sequence, entry.Hash));
        Assert.Equal(anchor, await Log.ReadHeadAsync(Cancelled));
    }

    [Fact]
    public async Task Entries_about_one_record_can_be_read()
    {
        var subject = RecordId.New();
        await Log.AppendAsync(AccessRequests.Number(1), Cancelled);
        await Log.AppendAsync(AccessRequests.Of(subject), Cancelled);
        await Log.AppendAsync(AccessRequests.Number(2), Cancelled);
        Assert.Equal([2], (await Log.ReadAboutAsync(subject, 0, 10, Cancelled)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Appends_at_once_on_two_servers_make_one_chain()
    {
        await using var other = _setup.Another(source);
        var anchors = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(
            () => (number % 2 == 0 ? Log : other.AccessLog).AppendAsync(AccessRequests.Number(number), Cancelled))));

        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), anchors.Select(anchor => anchor.Sequence).Order());
        var verdict = await Log.VerifyAsync(anchors, Cancelled);
        Assert.True(verdict.IsIntact);
        Assert.Equal(200, verdict.IntactEntries);
        Assert.Equal(anchors.MaxBy(anchor => anchor.Sequence), verdict.Head);
    }

    [Fact]
    public async Task The_chain_goes_on_over_a_restart_and_a_new_secret()
    {
        await Log.AppendAsync(AccessRequests.Number(1), Cancelled);
        using (var keys = KeyFile.Read(_setup.KeyFilePath))
        {
            using var grown = keys.AccessLog.WithNewCurrent(new KeyId("second"));
            KeyFile.Replace(_setup.KeyFilePath, keys.With(accessLog: grown));
        }

        await using var restarted = _setup.Another(source);
        await restarted.AccessLog.AppendAsync(AccessRequests.Number(2), Cancelled);
        Assert.Equal(2, (await restarted.AccessLog.VerifyAsync([], Cancelled)).IntactEntries);

        // The server that was not restarted lacks the new secret: it says so, and does not call the entry a forgery.
        var verdict = await Log.VerifyAsync([], Cancelled);
        Assert.Equal(new AccessLogFault(2, AccessLogFaultKind.KeyMissing), verdict.Fault);
    }

    [Fact]
    public async Task An_anchor_goes_to_the_ordinary_log_now_and_then()
    {
        for (var number = 1; number <= 25; number++)
        {
            await Log.AppendAsync(AccessRequests.Number(number), Cancelled);
        }

        var anchors = _setup.Log.Lines.Where(line => line.Contains("Anchor of the access log: ", StringComparison.Ordinal))
            .Select(line => AccessLogAnchor.TryParse(line.Split(": ")[^1], out var anchor) ? anchor : null)
            .ToList();
        Assert.Equal([10, 20], anchors.Select(anchor => anchor!.Sequence));
        Assert.True((await Log.VerifyAsync(anchors!, Cancelled)).IsIntact);
    }

    [Fact]
    public async Task The_database_refuses_to_change_or_delete_an_entry()
    {
        await Log.AppendAsync(AccessRequests.Number(1), Cancelled);
        string[] attempts =
        [
            "UPDATE access_log SET actor_id = 'forger'",
            "DELETE FROM access_log",
            "DELETE FROM access_log WHERE sequence = 1",
        ];
        foreach (var attempt in attempts)
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => _setup.ExecuteAsync(attempt));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }

        Assert.True((await Log.VerifyAsync([], Cancelled)).IsIntact);
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_what_waits_is_written()
    {
        await using var stalled = new StalledDatabase(_setup.Database);
        await using var server = StalledServer(stalled);
        var first = server.AccessLog.AppendAsync(AccessRequests.Number(1), Cancelled);
        await stalled.Asked;
        var second = server.AccessLog.AppendAsync(AccessRequests.Number(2), Cancelled);
        var third = server.AccessLog.AppendAsync(AccessRequests.Number(3), Cancelled);

        await Assert.ThrowsAsync<AccessLogUnavailableException>(
            () => server.AccessLog.AppendAsync(AccessRequests.Number(4), Cancelled));

        stalled.Answer();
        Assert.Equal([1, 2, 3], (await Task.WhenAll(first, second, third)).Select(anchor => anchor.Sequence).Order());
        Assert.Equal(3, (await Log.VerifyAsync([], Cancelled)).IntactEntries);
    }

    [Fact]
    public async Task A_reader_who_waits_too_long_is_refused_and_not_written_later()
    {
        await using var stalled = new StalledDatabase(_setup.Database);
        await using var server = StalledServer(stalled);
        var first = server.AccessLog.AppendAsync(AccessRequests.Number(1), Cancelled);
        await stalled.Asked;
        var second = server.AccessLog.AppendAsync(AccessRequests.Number(2), Cancelled);

        server.Clock.Advance(new PersonalDataOptions().AccessLogTimeout);
        await Assert.ThrowsAsync<AccessLogUnavailableException>(() => first);
        await Assert.ThrowsAsync<AccessLogUnavailableException>(() => second);

        stalled.Answer();
        await server.AccessLog.AppendAsync(AccessRequests.Number(3), Cancelled);
        Assert.Equal("staff-3", Assert.Single(await Log.ReadAsync(0, 10, Cancelled)).ActorId);
    }

    [Fact]
    public async Task A_reader_who_gives_up_does_not_take_the_others_along()
    {
        await using var stalled = new StalledDatabase(_setup.Database);
        await using var server = StalledServer(stalled);
        using var givesUp = new CancellationTokenSource();
        var first = server.AccessLog.AppendAsync(AccessRequests.Number(1), givesUp.Token);
        await stalled.Asked;
        var second = server.AccessLog.AppendAsync(AccessRequests.Number(2), Cancelled);
        await givesUp.CancelAsync();

        stalled.Answer();
        await second;
        await first;
        Assert.Equal(2, (await Log.VerifyAsync([], Cancelled)).IntactEntries);
    }

    [Fact]
    public async Task The_command_tells_intact_from_not_and_from_not_readable()
    {
        var command = _setup.Get<VerifyAccessLogCommand>();
        Assert.Equal(0, (await command.RunAsync([], Cancelled)).ExitCode);
        Assert.Equal(1, (await _setup.Get<AccessLogAnchorCommand>().RunAsync(Cancelled)).ExitCode);

        await Log.AppendAsync(AccessRequests.Number(1), Cancelled);
        var anchor = await _setup.Get<AccessLogAnchorCommand>().RunAsync(Cancelled);
        Assert.Equal(0, anchor.ExitCode);
        var intact = await command.RunAsync([anchor.Text], Cancelled);
        Assert.Equal(0, intact.ExitCode);
        Assert.Contains(anchor.Text, intact.Text, StringComparison.Ordinal);

        Assert.Equal(2, (await command.RunAsync(["not an anchor"], Cancelled)).ExitCode);
        var other = new AccessLogAnchor(1, new byte[32]);
        var foreign = await command.RunAsync([other.ToString()], Cancelled);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("Entry 1 differs from its anchor.", foreign.Text, StringComparison.Ordinal);

        await _setup.ExecuteAsync("DROP TABLE access_log");
        Assert.Equal(2, (await command.RunAsync([], Cancelled)).ExitCode);
        Assert.Equal(2, (await _setup.Get<AccessLogAnchorCommand>().RunAsync(Cancelled)).ExitCode);
    }

    private ProtectionSetup StalledServer(StalledDatabase database) => _setup.Another(source, services =>
    {
        services.AddSingleton<Database>(database);
        services.PostConfigure<PersonalDataOptions>(options =>
        {
            options.AccessLogQueue = 2;
            options.AccessLogBatch = 2;
        });
    });

    public sealed class OnSqlite() : AccessLogTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : AccessLogTests(new PostgresSource(fixture));
}
