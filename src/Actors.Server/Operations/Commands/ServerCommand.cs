using Actors.Privacy;

namespace Actors.Server.Operations.Commands;

/// <summary>One command with its arguments.</summary>
internal sealed class ServerCommand(Func<IServiceProvider, Task<CommandResult>> run)
{
    /// <summary>Runs it, says what it has to say, and returns the exit code.</summary>
    public async Task<int> RunAsync(IServiceProvider services)
    {
        var result = await run(services);
        await (result.ExitCode == 0 ? Console.Out : Console.Error).WriteLineAsync(result.Text);
        return result.ExitCode;
    }
}
