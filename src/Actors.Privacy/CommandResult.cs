namespace Actors.Privacy;

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
