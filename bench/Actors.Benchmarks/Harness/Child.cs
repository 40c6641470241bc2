using System.Diagnostics;

namespace Actors.Benchmarks.Harness;

/// <summary>Another process of this program, which says things line by line and ends when its input does.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Child(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The processor time it has taken so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it.</summary>
    public static Child Start(params IReadOnlyList<string> args) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Start(Environment.ProcessPath!, [typeof(Child).Assembly.Location, .. args])
            : Start(Environment.ProcessPath!, args);

    /// <summary>Starts it as operators do: published, with precompiled code.</summary>
    /// <exception cref="FileNotFoundException">It is not published.</exception>
    public static Child StartPublished(params IReadOnlyList<string> args)
    {
        var name = typeof(Child).Assembly.GetName().Name!;
        var program = Path.Combine(Suite.Root(), "artifacts", "publish", name, name);
        return File.Exists(program)
            ? Start(program, args)
            : throw new FileNotFoundException("It is not published. Start the benchmarks by ./build.sh bench.", program);
    }

    private static Child Start(string program, IReadOnlyList<string> args) => new(
        Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("The process did not start."));

    /// <summary>Says a line to it.</summary>
    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Waits for a line that begins so.</summary>
    /// <returns>What follows.</returns>
    public async Task<string> HearAsync(string word)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return line[word.Length..].Trim();
            }
        }

        throw new InvalidOperationException($"The process ended without \"{word}\". {await _errors}");
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
