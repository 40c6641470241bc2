using System.Diagnostics;
using Actors.Testing;

namespace Actors.Server.Tests;

/// <summary>The server's program as it is started from a shell.</summary>
internal static class ServerProcess
{
    /// <summary>Runs it until it ends by itself.</summary>
    /// <returns>Its exit code, and what it said on standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(TempFolder folder, params string[] arguments)
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
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
