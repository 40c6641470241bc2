using System.Runtime.Versioning;
using System.Text;
using Actors.Privacy.MasterKeys;
using Actors.Server.Operations.Commands;
using Actors.Testing;

namespace Actors.Privacy.Tests.MasterKeys;

/// <summary>The rights of a key file are those of Unix.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.File("keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read()
    {
        using var written = PersonalDataKeys.Create(new KeyId("one"));
        using var twoKeys = written.Master.WithNewCurrent(new KeyId("two"));
        KeyFile.Create(FilePath, written.With(master: twoKeys));

        using var read = KeyFile.Read(FilePath);
        Assert.Equal([new KeyId("two"), new KeyId("one")], read.Master.Ids);
        Assert.Equal(twoKeys.Secret(new KeyId("one")), read.Master.Secret(new KeyId("one")));
        Assert.Equal(twoKeys.Secret(new KeyId("two")), read.Master.Secret(new KeyId("two")));
        Assert.Equal(written.Index.Secret(new KeyId("one")), read.Index.Secret(new KeyId("one")));
        Assert.Equal(written.AccessLog.Secret(new KeyId("one")), read.AccessLog.Secret(new KeyId("one")));
        Assert.Equal(written.Plan.Secret(new KeyId("one")), read.Plan.Secret(new KeyId("one")));
        Assert.NotEqual(read.Plan.Secret(new KeyId("one")).ToArray(), read.AccessLog.Secret(new KeyId("one")).ToArray());
        Assert.NotEqual(read.Index.Secret(new KeyId("one")).ToArray(), read.Master.Secret(new KeyId("one")).ToArray());
    }

    [Fact]
    public void A_new_file_is_for_its_owner_only()
    {
        using var keys = PersonalDataKeys.Create(new KeyId("one"));
        KeyFile.Create(FilePath, keys);
        Assert.Equal(KeyFile.OwnerOnly, File.GetUnixFileMode(FilePath));
        KeyFile.Replace(FilePath, keys);
        Assert.Equal(KeyFile.OwnerOnly, File.GetUnixFileMode(FilePath));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_open_to_others_is_refused(UnixFileMode right)
    {
        using var keys = PersonalDataKeys.Create(new KeyId("one"));
        KeyFile.Create(FilePath, keys);
        File.SetUnixFileMode(FilePath, KeyFile.OwnerOnly | right);

        var refusal = Assert.Throws<KeyFileException>(() => KeyFile.Read(FilePath));
        Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Servers of a cluster that start together make one file, and each of them can read it.</summary>
    [Fact]
    public void Of_many_that_create_a_file_together_one_succeeds()
    {
        using var keys = PersonalDataKeys.Create(new KeyId("one"));
        for (var round = 0; round < 20; round++)
        {
            File.Delete(FilePath);
            var created = 0;
            using var start = new Barrier(8);
            var servers = Enumerable.Range(0, start.ParticipantCount).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                if (KeyFile.TryCreate(FilePath, keys))
                {
                    Interlocked.Increment(ref created);
                }

                KeyFile.Read(FilePath).Dispose();
            })).ToList();
            servers.ForEach(static server => server.Start());
            servers.ForEach(static server => server.Join());
            Assert.Equal(1, created);
        }

        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void An_existing_file_is_never_overwritten()
    {
        using var keys = PersonalDataKeys.Create(new KeyId("one"));
        KeyFile.Create(FilePath, keys);
        var before = File.ReadAllBytes(FilePath);

        Assert.Throws<KeyFileException>(() => KeyFile.Create(FilePath, keys));
        var result = new CreateKeyFileCommand(new TestTimeProvider()).Run(FilePath);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "no \"master\"")]
    [InlineData("""{ "master": { "current": "a", "keys": {} } }""", "not among")]
    [InlineData("""{ "master": { "current": "a", "keys": { "a": "SECRETsecret" } } }""", "has 9 bytes")]
    [InlineData("""{ "master": { "current": "a", "keys": { "a": "SECRET secret!" } } }""", "not base64")]
    [InlineData("""{ "master": { "current": "a", "keys": { "SECRETsecret": "" } } }""", "key id")]
    [InlineData("""{ "master": { "current": 7, "keys": { } } }""", "no \"master\"")]
    [InlineData("""{ "master": SECRETsecret }""", "not JSON")]
    public void Anything_else_is_refused_without_quoting_it(string content, string expected)
    {
        using (var file = new FileStream(FilePath, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = KeyFile.OwnerOnly,
        }))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
        }

        var refusal = Assert.Throws<KeyFileException>(() => KeyFile.Read(FilePath));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(
            FilePath, Assert.Throws<KeyFileException>(() => KeyFile.Read(FilePath)).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_come_from_the_environment_too()
    {
        var (first, second) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]));
        var environment = new KeyEnvironment(name => name switch
        {
            KeyEnvironment.MasterKeys => $"new={second}, old={first}",
            KeyEnvironment.IndexKeys or KeyEnvironment.AccessLogKeys or KeyEnvironment.PlanKeys => $"a={first}",
            _ => null,
        });

        Assert.True(environment.IsSet);
        using var keys = environment.Read();
        Assert.Equal([new KeyId("new"), new KeyId("old")], keys.Master.Ids);
        Assert.Equal(1, keys.Master.Secret(new KeyId("new"))[31]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SECRET")]
    [InlineData("a=SECRET")]
    [InlineData("a=SECRET!")]
    [InlineData("a=SECRETsecret,")]
    [InlineData("SECRETsecretSECRETsecretSECRETsecretSECRETsecret=a")]
    public void A_variable_of_another_form_is_refused_by_name_without_quoting_it(string? value)
    {
        var environment = new KeyEnvironment(_ => value);
        var refusal = Assert.Throws<KeyFileException>(environment.Read);
        Assert.Contains(KeyEnvironment.MasterKeys, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
    }
}
