using System.CommandLine;
using Actors.Domain.Entrants.Stays;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Tokens;
using Actors.Server.Retention;
using Actors.Server.Staff;
using Actors.Storage.Databases;
using Actors.Storage.ReadModels;

namespace Actors.Server.Operations.Commands;

/// <summary>The commands of the server, with their arguments.</summary>
internal sealed class ServerCommands
{
    private readonly HashSet<Command> _onServer = [];
    private readonly Command _serve = new("serve", "Serves phones and the board until it is stopped. The default.");

    /// <summary>The services of the server, for commands that work on its database.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>Adds all commands.</summary>
    public void AddTo(RootCommand root)
    {
        _serve.SetAction(_ => 0); // Program serves.
        root.SetAction(_ => 0);
        root.Add(_serve);
        root.Add(CreateKeyFile());
        root.Add(AddMasterKey());
        root.Add(RotateMasterKey());
        root.Add(RetireMasterKey());
        root.Add(AddPlanKey());
        root.Add(VerifyAccessLog());
        root.Add(AccessLogAnchor());
        root.Add(RebuildReadModel());
        root.Add(RevokeToken());
        root.Add(ImportCommands.Roster(OnServer));
        root.Add(ImportCommands.Directory(OnServer));
        root.Add(Staff());
        root.Add(Retention());
        root.Add(BackUp());
        root.Add(Restore());
        root.Add(Verify());
        root.Add(OnStorage("rebuild-states", "Makes states that verify finds damaged from the ledger again.",
            static (storage, cancellation) => storage.RebuildStatesAsync(cancellation)));
        root.Add(OnStorage("accept-older-database", "Takes the database as it is, although the server had come further.",
            static (storage, cancellation) => storage.AcceptAsync(cancellation)));
    }

    /// <summary>Whether a command is to serve.</summary>
    public bool Serves(Command command) => command == _serve || command is RootCommand;

    /// <summary>Whether a command works on the database of the server.</summary>
    public bool NeedServer(Command command) => _onServer.Contains(command);

    private static Argument<string> KeyFilePath() => new("path") { Description = "The key file." };

    private static Command OnFile(string name, string description, Func<string, CommandResult> run)
    {
        var path = KeyFilePath();
        var command = new Command(name, description) { path };
        command.SetAction(parsed => Report(run(parsed.GetRequiredValue(path))));
        return command;
    }

    private static Command CreateKeyFile() => OnFile(
        "create-key-file", "Creates the keys of a new installation. Never overwrites a file.",
        path => new CreateKeyFileCommand(TimeProvider.System).Run(path));

    private static Command AddMasterKey() => OnFile(
        "add-master-key", "Adds a new master key to a key file and makes it the current one.",
        path => new AddMasterKeyCommand(TimeProvider.System).Run(path));

    private static Command AddPlanKey() => OnFile(
        "add-plan-key", "Adds the key of prompt plans to a key file from before there were plans.",
        path => new AddPlanKeyCommand(TimeProvider.System).Run(path));

    private Command RotateMasterKey() => OnServer(
        new("rotate-master-key", "Wraps the keys of all records under the current master key. May be repeated."),
        (services, _, cancellation) => Create<RotateMasterKeyCommand>(services).RunAsync(cancellation));

    private Command RetireMasterKey()
    {
        var key = new Argument<KeyId>("key")
        {
            Description = "The id of the master key.",
            CustomParser = result =>
            {
                try
                {
                    return new(result.Tokens[0].Value);
                }
                catch (ArgumentException exception)
                {
                    result.AddError(exception.Message);
                    return default;
                }
            },
        };
        var path = KeyFilePath();
        return OnServer(
            new("retire-master-key", "Removes a master key that no record needs from the database and the key file.")
            {
                key, path,
            },
            (services, parsed, cancellation) => Create<RetireMasterKeyCommand>(services).RunAsync(
                parsed.GetRequiredValue(key), parsed.GetRequiredValue(path), cancellation));
    }

    private Command VerifyAccessLog()
    {
        var anchors = new Argument<string[]>("anchor")
        {
            Description = "Anchors that access-log-anchor printed earlier. Without one a cut end does not show.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return OnServer(
            new("verify-access-log", "Checks the access log. Exit code 1: it was changed; 2: it could not be checked.")
            {
                anchors,
            },
            (services, parsed, cancellation) => Create<VerifyAccessLogCommand>(services).RunAsync(
                parsed.GetValue(anchors) ?? [], cancellation));
    }

    private Command AccessLogAnchor() => OnServer(
        new("access-log-anchor", "Prints the head of the access log. Keep it where the database cannot reach."),
        (services, _, cancellation) => Create<AccessLogAnchorCommand>(services).RunAsync(cancellation));

    private Command RebuildReadModel()
    {
        var name = new Argument<string>("name") { Description = "The read model, such as entrants." };
        return OnServer(
            new("rebuild-read-model", "Fills a read model from the ledger again. The old copy serves until then.") { name },
            async (services, parsed, cancellation) =>
            {
                var feed = services.GetRequiredService<ReadModelFeed>();
                var wanted = parsed.GetRequiredValue(name);
                var names = feed.Models.Select(model => model.Name).Order().ToList();
                if (!names.Contains(wanted))
                {
                    return CommandResult.Failed(
                        $"There is no read model \"{wanted}\". There are: {string.Join(", ", names.DefaultIfEmpty("none"))}.");
                }

                await feed.RebuildAsync(wanted, cancellation);
                return CommandResult.Done($"{wanted} is rebuilt.");
            });
    }

    private Command BackUp()
    {
        var folder = new Argument<string>("folder") { Description = "A new folder for the copy and its manifest." };
        return OnServer(
            new("backup", "Copies the SQLite database while the server runs. Keys are not copied.") { folder },
            (services, parsed, cancellation) => Create<StorageCommands>(services).BackUpAsync(
                parsed.GetRequiredValue(folder), cancellation));
    }

    private Command Restore()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that backup filled." };
        var accept = new Option<bool>(ServerCommandLine.AcceptOlder)
        {
            Description = "What was acknowledged after the backup may be missing.",
        };
        return OnServer(
            new("restore", "Puts a backup where Storage:Path names a database that is not there.") { folder, accept },
            (services, parsed, cancellation) => Create<StorageCommands>(services).RestoreAsync(
                parsed.GetRequiredValue(folder), parsed.GetValue(accept), cancellation),
            needsDatabase: false);
    }

    private Command Verify()
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "A backup, in place of the database of the server.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = OnServer(
            new("verify", "Compares states, ledger and checksums. Exit code 1: something is wrong; 2: could not be checked.")
            {
                folder,
            },
            (services, parsed, cancellation) => parsed.GetValue(folder) is null && FindMissing(services) is { } missing
                ? Task.FromResult(missing)
                : Create<StorageCommands>(services).VerifyAsync(parsed.GetValue(folder), cancellation),
            needsDatabase: false);
        return command;
    }

    private Command OnStorage(
        string name, string description, Func<StorageCommands, CancellationToken, Task<CommandResult>> run) => OnServer(
        new(name, description), (services, _, cancellation) => run(Create<StorageCommands>(services), cancellation));

    /// <summary>A mistyped path must not look like an empty database.</summary>
    private static CommandResult? FindMissing(IServiceProvider services) =>
        services.GetRequiredService<Database>() is SqliteDatabase { Exists: false } database
            ? CommandResult.Failed($"There is no database at {database.Path}. Check Storage:Path.")
            : null;

    private Command RevokeToken()
    {
        var person = new Argument<string>("person") { Description = "The id of the person, 32 hexadecimal digits." };
        return OnServer(
            new("revoke-token", "Revokes all tokens of a person. Servers close their connections within 15 seconds.") { person },
            async (services, parsed, cancellation) =>
            {
                if (!EntrantId.TryParse(parsed.GetRequiredValue(person), out var entrant))
                {
                    return CommandResult.Failed("A person is named by 32 hexadecimal digits.");
                }

                var count = await services.GetRequiredService<PhoneTokens>().RevokeAllAsync(entrant, cancellation);
                return count > 0
                    ? CommandResult.Done($"{count} revoked.")
                    : CommandResult.No("The person has no token that is valid.");
            });
    }

    private Command Staff() => new("staff", "Accounts of staff.")
    {
        OnServer(
            new("reset-administrator", "Prints a code with which an administrator is set up, or gets access again."),
            async (services, _, cancellation) => CommandResult.Done(
                await services.GetRequiredService<AdministratorSetUp>().PrepareAsync(cancellation))),
    };

    private Command Retention() => new("retention", "What is kept of people, and for how long.")
    {
        OnServer(
            new("status", "Prints what is due to be erased, what was erased, and what is held."),
            static async (services, _, cancellation) => CommandResult.Done(
                (await services.GetRequiredService<RetentionStatusReader>().ReadAsync(cancellation)).ToString())),
    };

    private Command OnServer(
        Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<CommandResult>> run) =>
        OnServer(command, run, needsDatabase: true);

    private Command OnServer(
        Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<CommandResult>> run, bool needsDatabase)
    {
        _onServer.Add(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var services = Services
                ?? throw new InvalidOperationException($"{command.Name} needs the services of the server.");
            return Report((needsDatabase ? FindMissing(services) : null) ?? await run(services, parsed, cancellationToken));
        });
        return command;
    }

    private static T Create<T>(IServiceProvider services) => ActivatorUtilities.CreateInstance<T>(services);

    private static int Report(CommandResult result)
    {
        (result.ExitCode == 0 ? Console.Out : Console.Error).WriteLine(result.Text);
        return result.ExitCode;
    }
}

/// <summary>What a command of the command line has to say.</summary>
/// <param name="ExitCode">0: done; 1: the answer is no; 2: it could not be carried out.</param>
/// <param name="Text">One or more lines for people; never a key, never personal data.</param>
public sealed record CommandResult(int ExitCode, string Text)
{
    /// <summary>It was done.</summary>
    public static CommandResult Done(string text) => new(0, text);

    /// <summary>It was carried out, and the answer is no.</summary>
    public static CommandResult No(string text) => new(1, text);

    /// <summary>It could not be carried out.</summary>
    public static CommandResult Failed(string text) => new(2, text);
}
