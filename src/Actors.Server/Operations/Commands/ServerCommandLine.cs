using System.CommandLine;
using System.CommandLine.Invocation;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// The command line of the server: a command with its arguments, <c>serve</c> if none is named, and settings
/// (<c>--Section:Name=value</c>) before or after it.
/// </summary>
internal sealed class ServerCommandLine
{
    /// <summary>The option of <c>restore</c> that begins as settings do.</summary>
    internal const string AcceptOlder = "--accept-older-database";

    private const int UsageError = 2;

    private const string Description =
        """
        Actors: quarantine follow-up. Without a command the server serves.

        Settings stand before or after a command, as in --Storage:Path=data/actors.db or --Urls=http://127.0.0.1:5080.
        appsettings.json beside the program and environment variables (Storage__Path) set them too. All settings:
        docs/SETTINGS.md. Secrets belong into files or variables, not here.

        To begin with real people:       create-key-file keys.json
                                         --PersonalData:KeyFile=keys.json
        To look at fictional people:     --Demo:Enabled=true
        """;

    private readonly string? _problem;
    private readonly ServerCommands _commands = new();
    private readonly ParseResult _parsed;

    private ServerCommandLine(IReadOnlyList<string> words, string[] settings, string? problem)
    {
        var root = new RootCommand(Description);
        _commands.AddTo(root);
        Settings = settings;
        _parsed = root.Parse(words);
        _problem = problem;
        if (_parsed.Action is ParseErrorAction error)
        {
            error.ShowHelp = false;
        }
    }

    /// <summary>The settings, each as <c>--Name=value</c>.</summary>
    public string[] Settings { get; }

    /// <summary>Whether the server is to serve.</summary>
    public bool Serves => Runs && _commands.Serves(_parsed.CommandResult.Command);

    /// <summary>
    /// Whether the server must be built first: to serve, or for a command that works on its database. False for
    /// <c>--help</c>, for mistakes, and for commands that need files only.
    /// </summary>
    public bool NeedsServer => Serves || (Runs && _commands.NeedServer(_parsed.CommandResult.Command));

    /// <summary>Whether a command runs: not help, not a mistake.</summary>
    private bool Runs => _problem is null && ReferenceEquals(_parsed.Action, _parsed.CommandResult.Command.Action);

    /// <summary>Serves until the server stops.</summary>
    /// <returns>The exit code; not 0 where the server had to end (<see cref="Hosting.FencedExit"/>).</returns>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        await app.RunAsync();
        return Environment.ExitCode;
    }

    /// <summary>Reads a command line.</summary>
    public static ServerCommandLine Parse(IReadOnlyList<string> arguments)
    {
        var (words, settings, problem) = (new List<string>(), new List<string>(), (string?)null);
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument is "--help" or "--version" or AcceptOlder
                || ImportCommands.Flags.Contains(argument))
            {
                words.Add(argument);
            }
            else if (ImportCommands.Options.Contains(argument.Split('=')[0]))
            {
                words.Add(argument);
                if (!argument.Contains('=', StringComparison.Ordinal) && index + 1 < arguments.Count)
                {
                    words.Add(arguments[++index]);
                }
            }
            else if (argument.Contains('=', StringComparison.Ordinal))
            {
                settings.Add(argument);
            }
            else if (index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{argument}={arguments[++index]}");
            }
            else
            {
                problem ??= $"{argument} has no value. Write {argument}=value.";
            }
        }

        return new(words, [.. settings], problem);
    }

    /// <summary>Refuses settings that do not exist, or have no effect: those given here, in files and in variables.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">There are some.</exception>
    public void CheckSettings(IConfiguration configuration) => Hosting.Settings.Check(configuration, Settings);

    /// <summary>Runs the command, and writes what it has to say.</summary>
    /// <param name="services">Those of the server, if <see cref="NeedsServer"/>.</param>
    /// <returns>The exit code; 2 if the command line is wrong.</returns>
    public async Task<int> RunAsync(IServiceProvider? services = null)
    {
        if (_problem is not null)
        {
            await Console.Error.WriteLineAsync(_problem);
            return UsageError;
        }

        _commands.Services = services;
        var exitCode = await _parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        if (_parsed.Errors.Count == 0)
        {
            return exitCode;
        }

        await Console.Error.WriteLineAsync(
            "--help lists the commands; settings begin with --, as in --Storage:Path=data/actors.db.");
        return UsageError;
    }
}
