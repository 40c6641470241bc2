using System.Diagnostics;
using System.Globalization;
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
        using var process = Process.Start(StartInfo(folder, descriptors: null, [.. arguments, "--urls=http://127.0.0.1:0"]))!;
        var output = ReadAsync(process.StandardOutput, heard);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>How to start it.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="descriptors">The most descriptors it may open; <c>null</c> for those of this process.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo StartInfo(TempFolder folder, int? descriptors, IEnumerable<string> arguments)
    {
        var limit = descriptors?.ToString(CultureInfo.InvariantCulture) ?? "$(ulimit -n)";
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] command =
            ["-c", $"ulimit -n {limit} && exec \"$@\"", "bash", "dotnet", "exec", typeof(Program).Assembly.Location];
        foreach (var argument in command.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
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

/// <summary>The server's program while it serves, in production unless the arguments say otherwise.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RunningServer(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Where strangers find it.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The descriptors that it has open.</summary>
    public int OpenDescriptors => Directory.GetFiles($"/proc/{_process.Id}/fd").Length;

    /// <summary>All that it has written.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<RunningServer> StartAsync(TempFolder folder, int? descriptors, params string[] arguments)
    {
        var log = new[] { "--Urls=http://127.0.0.1:0", "--Logging:Console:LogLevel:Microsoft.Hosting.Lifetime=Information" };
        var server = new RunningServer(Process.Start(ServerProcess.StartInfo(folder, descriptors, [.. arguments, .. log]))!);
        if (await Task.WhenAny(server._address.Task, server._reading) == server._reading)
        {
            Assert.Fail(server.Output);
        }

        server.Address = await server._address.Task;
        return server;
    }

    /// <summary>Asks it to stop, as Ctrl+C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }

            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                _address.TrySetResult(new(line[(at + Listening.Length)..]));
            }
        }
    }
}
