using Actors.Server.Operations.Commands;
using Actors.Testing;

namespace Actors.Server.Tests.Operations.Commands;

public sealed class ServerCommandLineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("--Demo:Enabled=true", "serve")]
    public void Without_another_command_the_server_serves(params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments);
        Assert.True(line.Serves);
        Assert.True(line.NeedsServer);
    }

    [Theory]
    [InlineData("verify-access-log", "--A:B=1", "--C", "2")]
    [InlineData("--A:B=1", "verify-access-log", "--C", "2")]
    [InlineData("--A:B=1", "--C", "2", "verify-access-log")]
    [InlineData("--C", "2", "verify-access-log", "--A:B=1")]
    public void Settings_stand_before_or_after_a_command(params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments);
        Assert.False(line.Serves);
        Assert.True(line.NeedsServer);
        Assert.Equal(["--A:B=1", "--C=2"], line.Settings.Order());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--version")]
    [InlineData("verify-access-log", "--help")]
    [InlineData("create-key-file", "keys.json")]
    [InlineData("verify-acces-log")]
    public void Help_mistakes_and_commands_on_files_need_no_server(params string[] arguments) =>
        Assert.False(ServerCommandLine.Parse(arguments).NeedsServer);

    [Theory]
    [InlineData("verify-acces-log")]
    [InlineData("-v")]
    [InlineData("verify-access-log", "--Storage:Path")]
    [InlineData("serve", "now")]
    [InlineData("create-key-file")]
    [InlineData("add-plan-key")]
    [InlineData("add-plan-key", "nowhere/keys.json")]
    [InlineData("retire-master-key", "only-one")]
    [InlineData("retire-master-key", "No Key Id", "keys.json")]
    public async Task A_mistake_ends_with_2(params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments);
        Assert.False(line.NeedsServer);
        Assert.Equal(2, await line.RunAsync());
    }

    [Theory]
    [InlineData(2, "rebuild-read-model", "nothing")]
    [InlineData(0, "rebuild-read-model", "entrants")]
    [InlineData(2, "verify-access-log", "no-anchor")]
    [InlineData(0, "verify-access-log")]
    [InlineData(1, "access-log-anchor")]
    [InlineData(0, "rotate-master-key")]
    [InlineData(0, "verify")]
    [InlineData(2, "verify", "/nowhere")]
    [InlineData(2, "backup", "/proc/backup")]
    [InlineData(2, "restore", "/nowhere")]
    [InlineData(2, "restore", "/nowhere", "--accept-older-database")]
    [InlineData(0, "rebuild-states")]
    [InlineData(0, "accept-older-database")]
    public async Task A_command_on_the_server_ends_with_its_code(int exitCode, params string[] arguments)
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        var line = ServerCommandLine.Parse(arguments);
        Assert.True(line.NeedsServer);
        Assert.Equal(exitCode, await line.RunAsync(server.Services));
    }

    /// <summary>A mistyped path made an empty database, whose access log was empty and intact.</summary>
    [Theory]
    [InlineData("access-log-anchor")]
    [InlineData("verify-access-log")]
    [InlineData("rotate-master-key")]
    [InlineData("rebuild-read-model", "entrants")]
    [InlineData("verify")]
    [InlineData("backup", "copy")]
    [InlineData("rebuild-states")]
    [InlineData("accept-older-database")]
    public async Task A_command_on_a_mistyped_path_makes_no_database(params string[] arguments)
    {
        using var folder = new TempFolder();
        Assert.Equal(0, (await ServerProcess.RunAsync(folder, "create-key-file", "keys.json")).ExitCode);
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            folder, [.. arguments, "--Storage:Path=dat/actors.db", "--PersonalData:KeyFile=keys.json"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("There is no database at", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("dat")));
    }

    [Fact]
    public async Task A_server_is_backed_up_and_restored_elsewhere_by_commands()
    {
        using var folder = new TempFolder();
        await using var server = new ServerFactory(folder);
        using var client = server.CreateClient();
        var backup = folder.File("backup");
        Assert.Equal(0, await ServerCommandLine.Parse(["backup", backup]).RunAsync(server.Services));
        string[] settings = [$"--Storage:Path={folder.File("other/actors.db")}", $"--PersonalData:KeyFile={server.KeyFile}"];
        Assert.Equal(0, (await ServerProcess.RunAsync(folder, ["restore", backup, .. settings])).ExitCode);
        var (exitCode, output, _) = await ServerProcess.RunAsync(folder, ["verify", .. settings]);
        Assert.Equal(0, exitCode);
        Assert.Contains("is sound", output, StringComparison.Ordinal);
        Assert.Equal(0, (await ServerProcess.RunAsync(folder, ["verify", backup, .. settings])).ExitCode);
        Assert.Equal(2, (await ServerProcess.RunAsync(folder, ["restore", backup, .. settings])).ExitCode);
    }

    [Fact]
    public async Task Help_lists_the_commands_although_the_settings_are_wrong()
    {
        using var folder = new TempFolder();
        var (code, output, error) = await ServerProcess.RunAsync(folder, "--Storage:Kind=Nonsense", "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("verify-access-log", output, StringComparison.Ordinal);
        Assert.Contains("--Storage:Path=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_word_is_answered_with_the_nearest_command()
    {
        using var folder = new TempFolder();
        var (code, output, error) = await ServerProcess.RunAsync(folder, "verify-acces-log");
        Assert.Equal(2, code);
        Assert.Contains("verify-access-log", output + error, StringComparison.Ordinal);
        Assert.Contains("'verify-acces-log'", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_is_made_once_and_never_overwritten()
    {
        using var folder = new TempFolder();
        var (made, output, _) = await ServerProcess.RunAsync(folder, "create-key-file", "keys.json");
        Assert.Equal(0, made);
        Assert.Contains("PersonalData:KeyFile", output, StringComparison.Ordinal);
        var before = await File.ReadAllBytesAsync(folder.File("keys.json"), Cancelled);
        var (again, _, error) = await ServerProcess.RunAsync(folder, "create-key-file", "keys.json");
        Assert.Equal(2, again);
        Assert.NotEmpty(error);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("keys.json"), Cancelled));
    }
}
