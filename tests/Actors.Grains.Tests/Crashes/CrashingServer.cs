using System.Diagnostics;

namespace Actors.Grains.Tests.Crashes;

/// <summary>A server process of mailboxes, and what it has said.</summary>
internal sealed class CrashingServer : IDisposable
{
    private readonly Process _process;

    private CrashingServer(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    public static CrashingServer Start(string kind, string place, int life, string task)
    {
        // Beside this test in the folder of build outputs.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(output.Parent!.Parent!.FullName, "Actors.CrashHost", output.Name, "Actors.CrashHost.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in new[] { "exec", program, kind, place, $"{life}", task })
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    /// <summary>The next line it says; null: it has ended.</summary>
    public async Task<string?> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>Reads until it says something that begins so.</summary>
    public async Task<string> ReadUntilAsync(string beginning)
    {
        while (await ReadAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The server ended without saying \"{beginning}\".");
    }

    /// <summary>Ends it as <c>kill -9</c> does, and returns what it had still said.</summary>
    public async Task<List<string>> KillAsync()
    {
        _process.Kill();
        var rest = new List<string>();
        while (await ReadAsync() is { } line)
        {
            rest.Add(line);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return rest;
    }

    /// <summary>Sends a signal by name, such as STOP or CONT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Lets a server go on that has paused.</summary>
    public Task GoOnAsync() => _process.StandardInput.WriteLineAsync("go on");

    public Task WaitForExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
