using System.Diagnostics;
using System.Text;
using Actors.Testing;

namespace Actors.Server.Tests;

/// <summary>The server's program as it is started from a shell.</summary>
internal static class ServerProcess
{
    /// <summary>Runs it until it ends by itself.</summary>
    /// <returns>Its exit code, and what it said on standard output and standard error.</returns>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(TempFolder folder, params string[] arguments) =>
        RunAsync(folder, static _ => { }, arguments);

    /// <inheritdoc cref="RunAsync(TempFolder, string[])"/>
    /// <param name="folder">The working folder.</param>
    /// <param name="heard">Called with each line of standard output.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        TempFolder folder, Action<string> heard, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments.Append("--urls=http://127.0.0.1:0"))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = ReadAsync(process.StandardOutput, heard);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string> heard)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            heard(line);
            text.AppendLine(line);
        }

        return text.ToString();
    }
}
