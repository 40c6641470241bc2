using Actors.Server.Operations.Commands;
using Actors.Testing;

namespace Actors.Server.Tests.Operations.Commands;

public sealed class ServerCommandsTests
{
    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("-v")]
    public void Settings_alone_are_no_command(params string[] arguments) => Assert.Null(ServerCommands.Find(arguments));

    [Theory]
    [InlineData(2, "verify-acces-log")]
    [InlineData(2, "create-key-file")]
    [InlineData(2, "add-plan-key")]
    [InlineData(2, "add-plan-key", "nowhere/keys.json")]
    [InlineData(2, "retire-master-key", "only-one")]
    [InlineData(2, "retire-master-key", "No Key Id", "keys.json")]
    [InlineData(2, "rebuild-read-model", "nothing")]
    [InlineData(2, "verify-access-log", "no-anchor")]
    [InlineData(0, "verify-access-log")]
    [InlineData(1, "access-log-anchor")]
    [InlineData(0, "rotate-master-key")]
    public async Task Command_ends_with_its_code(int exitCode, params string[] arguments)
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        Assert.Equal(exitCode, await ServerCommands.Find(arguments)!.RunAsync(server.Services));
    }

    [Fact]
    public async Task Key_file_is_made_once_and_never_overwritten()
    {
        using var folder = new TempFolder();
        var (made, output, _) = await ServerProcess.RunAsync(folder, "create-key-file", "keys.json");
        Assert.Equal(0, made);
        Assert.Contains("PersonalData:KeyFile", output, StringComparison.Ordinal);
        var before = await File.ReadAllBytesAsync(folder.File("keys.json"), TestContext.Current.CancellationToken);
        var (again, _, error) = await ServerProcess.RunAsync(folder, "create-key-file", "keys.json");
        Assert.Equal(2, again);
        Assert.NotEmpty(error);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("keys.json"), TestContext.Current.CancellationToken));
    }
}
