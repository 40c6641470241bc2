using Actors.Server.Hosting;
using Actors.Testing;

namespace Actors.Server.Tests.Hosting;

/// <summary>A mistake in the settings is explained with its fix and without a stack trace.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Storage:Kind is \"Oracle\". Possible are Sqlite, Postgres.", "--Storage:Kind=Oracle")]
    [InlineData("Storage:ConnectionString is needed", "--Storage:Kind=Postgres")]
    [InlineData("There is no setting Storage:Knd. Is Storage:Kind meant?", "--Storage:Knd=Postgres", "verify-access-log")]
    [InlineData("Demo:People has no effect, because Demo:Enabled is not true", "--Demo:People=5")]
    [InlineData(
        "Storage:CommitLanes is 9", "--Storage:CommitLanes=9", "--Storage:Kind=Postgres", "--Storage:ConnectionString=Host=x")]
    [InlineData("create-key-file")]
    [InlineData("does not exist", "--PersonalData:KeyFile=nowhere.json")]
    [InlineData(
        "127.0.0.1:1", "--Storage:Kind=Postgres", "--Storage:ConnectionString=Host=127.0.0.1;Port=1", "--Demo:Enabled=true")]
    [InlineData("The server cannot start", "--Storage:Path=/dev/null/actors.db")]
    [InlineData("Storage:Path must name a file in a folder that exists", "--Storage:Path=/proc/x.db", "--Demo:Enabled=true")]
    [InlineData("Storage:Path must name a file in a folder that exists", "--Storage:Path=/sys/x.db", "--Demo:Enabled=true")]
    [InlineData("which is a folder. Name a file in it", "--Storage:Path=/dev/shm", "--Demo:Enabled=true")]
    [InlineData("PersonalData:OpenedKeys must be at least 1", "--Demo:Enabled=true", "--PersonalData:OpenedKeys=0")]
    [InlineData("Sweeper:Concurrency is 0. At least 1 is needed.", "--Demo:Enabled=true", "--Sweeper:Concurrency=0")]
    [InlineData("deadlines of real people", "--Clock:Speed=60")]
    [InlineData("deadlines of real people", "--Clock:Start=2026-03-02T08:00:00+09:00")]
    [InlineData("Demo:PhoneServer is \"nowhere\".", "--Demo:Enabled=true", "--Demo:PhoneServer=nowhere")]
    [InlineData("Demo:PublicUrl is \"http://a.example/\".", "--Demo:Enabled=true", "--Demo:PublicUrl=http://a.example/")]
    [InlineData("Clock:Speed is -1. It must be from 0 to 100000.", "--Demo:Enabled=true", "--Clock:Speed=-1")]
    [InlineData("Clock:Start is \"8 o'clock\".", "--Demo:Enabled=true", "--Clock:Start=8 o'clock")]
    [InlineData("'Demo:Enabled' to type 'System.Boolean'. It must be true or false.", "--Demo:Enabled=maybe")]
    [InlineData("It must be a whole number.", "--Demo:Enabled=true", "--Demo:People=many")]
    [InlineData("It must be a time such as 00:00:30.", "--Demo:Enabled=true", "--Sweeper:Period=soon")]
    [InlineData(
        "Storage:ConnectionString cannot be read", "--Storage:Kind=Postgres", "--Storage:ConnectionString=garbage",
        "--Demo:Enabled=true")]
    [InlineData(
        "it names no Host", "--Storage:Kind=Postgres", "--Storage:ConnectionString=Username=x", "--Demo:Enabled=true")]
    public async Task Wrong_setting_is_named_with_the_fix(string expected, params string[] arguments)
    {
        var (exitCode, _, error) = await ServerProcess.RunAsync(_folder, arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("notes.txt"), new string('x', 5_000), TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await ServerProcess.RunAsync(_folder, "--Demo:Enabled=true", "--Storage:Path=notes.txt");
        Assert.Equal(1, exitCode);
        Assert.Contains("notes.txt cannot be used. The file is not a SQLite database.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_no_interface_is_explained() => Assert.Contains(
        "Urls", StartFailure.Explain(new System.Net.Sockets.SocketException(99)), StringComparison.Ordinal);

    [Fact]
    public void Unexpected_failure_keeps_its_stack_trace() =>
        Assert.Null(StartFailure.Explain(new InvalidOperationException("A bug.")));

    [Fact]
    public async Task Second_server_on_the_same_database_is_told_who_holds_it()
    {
        await using var first = new ServerFactory();
        using var client = first.CreateClient();
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            _folder, $"--Storage:Path={first.Database}", $"--PersonalData:KeyFile={first.KeyFile}");
        Assert.Equal(1, exitCode);
        Assert.Contains($"in use by process {Environment.ProcessId}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_keys_than_those_of_the_database_are_refused()
    {
        await using (var first = new ServerFactory { Settings = { ["Storage:Path"] = _folder.File("actors.db") } })
        {
            using var client = first.CreateClient();
            await KeySamples.CreateRecordAsync(first.Services);
        }

        Assert.Equal(0, (await ServerProcess.RunAsync(_folder, "create-key-file", "other.json")).ExitCode);
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            _folder, $"--Storage:Path={_folder.File("actors.db")}", "--PersonalData:KeyFile=other.json");
        Assert.Equal(1, exitCode);
        Assert.Contains("key", error, StringComparison.Ordinal);
    }
}
