using System.Diagnostics;
using System.Text;

namespace Actors.Tidy.Tests;

/// <summary>This repository as it stands on the disk: what git tracks or would add.</summary>
internal static class Repository
{
    private static readonly Lazy<Tree> ReadOnce = new(Read);

    public static Tree Tree => ReadOnce.Value;

    private static Tree Read()
    {
        var root = FindRoot();
        var paths = AskGit(root) ?? Walk(root);
        return new(paths
            .Select(path => (Path: path, File: new FileInfo(Path.Combine(root, path))))
            .Where(entry => entry.File.Exists)
            .Select(entry => new TreeFile(entry.Path, ReadText(entry.File))));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds Actors.sln.");
    }

    /// <summary>Null: there is no git, or this is not its working tree, as in a source archive.</summary>
    private static string[]? AskGit(string root)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Walk(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "node_modules" or ".git"));

    private static string ReadText(FileInfo file)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        return bytes.AsSpan().Contains((byte)0)
            ? ""
            : Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
