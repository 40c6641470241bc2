using System.Text.Json.Nodes;
using Actors.Privacy.MasterKeys;
using Actors.Server.Operations.Commands;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.MasterKeys;

public sealed class KeyCommandsTests : IAsyncLifetime
{
    private readonly SqliteSource _source = new();
    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _setup = await ProtectionSetup.CreateAsync(_source);

    public async ValueTask DisposeAsync()
    {
        await _setup.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public void Create_key_file_makes_a_file_that_can_be_used()
    {
        using var folder = new TempFolder();
        var result = new CreateKeyFileCommand(_setup.Clock).Run(folder.File("keys.json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("PersonalData:KeyFile", result.Text, StringComparison.Ordinal);
        using var keys = KeyFile.Read(folder.File("keys.json"));
        Assert.StartsWith("2026-03-02-", keys.Master.CurrentId.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToBase64String(keys.Master.Secret(keys.Master.CurrentId)), result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_key_file_says_when_it_cannot() => Assert.Equal(
        2, new CreateKeyFileCommand(_setup.Clock).Run(Path.Combine(_setup.KeyFilePath, "below-a-file")).ExitCode);

    [Fact]
    public void A_file_from_before_there_were_plans_gets_its_plan_key_and_keeps_the_others()
    {
        using var before = KeyFile.Read(_setup.KeyFilePath);
        var text = JsonNode.Parse(File.ReadAllText(_setup.KeyFilePath))!;
        text.AsObject().Remove("plan");
        File.WriteAllText(_setup.KeyFilePath, text.ToJsonString());
        var refusal = Assert.Throws<KeyFileException>(() => KeyFile.Read(_setup.KeyFilePath));
        Assert.Contains($"Run add-plan-key {_setup.KeyFilePath}.", refusal.Message, StringComparison.Ordinal);

        var command = _setup.Get<AddPlanKeyCommand>();
        Assert.Equal(0, command.Run(_setup.KeyFilePath).ExitCode);
        using var after = KeyFile.Read(_setup.KeyFilePath);
        Assert.Equal(before.Master.Secret(new KeyId("first")), after.Master.Secret(new KeyId("first")));
        Assert.Equal(before.Index.Secret(new KeyId("first")), after.Index.Secret(new KeyId("first")));
        Assert.Equal(before.AccessLog.Secret(new KeyId("first")), after.AccessLog.Secret(new KeyId("first")));
        Assert.StartsWith("2026-03-02-", after.Plan.CurrentId.Text, StringComparison.Ordinal);

        var again = command.Run(_setup.KeyFilePath);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(after.Plan.CurrentId.Text, again.Text, StringComparison.Ordinal);
        using var still = KeyFile.Read(_setup.KeyFilePath);
        Assert.Equal(after.Plan.Secret(after.Plan.CurrentId), still.Plan.Secret(after.Plan.CurrentId));
    }

    [Fact]
    public async Task A_whole_rotation_by_commands()
    {
        await _setup.CreateRecordAsync();
        using var before = KeyFile.Read(_setup.KeyFilePath);
        var retire = _setup.Get<RetireMasterKeyCommand>();
        Assert.Equal(1, (await retire.RunAsync(new KeyId("first"), _setup.KeyFilePath, Cancelled)).ExitCode);

        Assert.Equal(0, _setup.Get<AddMasterKeyCommand>().Run(_setup.KeyFilePath).ExitCode);
        _setup.MasterKeys.Reload();
        var early = await retire.RunAsync(new KeyId("first"), _setup.KeyFilePath, Cancelled);
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("1 records", early.Text, StringComparison.Ordinal);

        Assert.Equal(0, (await _setup.Get<RotateMasterKeyCommand>().RunAsync(Cancelled)).ExitCode);
        Assert.Equal(0, (await retire.RunAsync(new KeyId("first"), _setup.KeyFilePath, Cancelled)).ExitCode);
        using var keys = KeyFile.Read(_setup.KeyFilePath);
        Assert.False(keys.Master.Contains(new KeyId("first")));
        Assert.True(keys.Index.Contains(new KeyId("first")));
        Assert.Equal([new KeyId("first")], keys.Plan.Ids);
        Assert.Equal(before.Plan.Secret(new KeyId("first")), keys.Plan.Secret(new KeyId("first")));
    }

    [Fact]
    public async Task Rotation_says_when_the_database_is_not_there()
    {
        await _setup.ExecuteAsync("DROP TABLE blind_index; DROP TABLE record_key;");
        Assert.Equal(2, (await _setup.Get<RotateMasterKeyCommand>().RunAsync(Cancelled)).ExitCode);
    }
}
