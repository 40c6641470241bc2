using Actors.Testing;

namespace Actors.Server.Tests.Hosting;

public sealed class FencedExitTests
{
    /// <summary>The process stayed healthy for ever on files that were gone.</summary>
    [Fact]
    public async Task A_server_whose_database_is_deleted_ends_with_74_and_says_why()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows keeps open files from being deleted.");
        using var folder = new TempFolder();
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            folder,
            line =>
            {
                if (line.StartsWith("Open http", StringComparison.Ordinal))
                {
                    // As `rm data/demo.db*` does: the mark too.
                    Array.ForEach(Directory.GetFiles(folder.File("data"), "demo.db*"), File.Delete);
                }
            },
            "--Demo:Enabled=true", "--Demo:People=1");
        Assert.Equal(74, exitCode);
        Assert.Matches("demo.db(-wal|-shm)? was deleted or moved away while the server ran", error);
        var (again, _, refusal) = await ServerProcess.RunAsync(folder, "--Demo:Enabled=true");
        Assert.Equal(1, again);
        Assert.Contains("demo.db is missing", refusal, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/restore.md", refusal, StringComparison.Ordinal);
    }
}
