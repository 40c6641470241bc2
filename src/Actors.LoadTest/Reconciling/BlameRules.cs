using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// Nobody is held to what the phone never had, to what was answered in time, or to what the server slept through.
/// </summary>
internal static class BlameRules
{
    /// <summary>Who had a prompt only for so long, or for half its time where that is shorter, is not held to it.</summary>
    private static readonly TimeSpan LeastNotice = TimeSpan.FromMinutes(5);

    public static void Check(StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        if (journal is null)
        {
            return;
        }

        var shown = journal.Prompts.Where(prompt => PromptHandles.NumberOf(prompt.Handle) is not null)
            .ToLookup(prompt => PromptHandles.NumberOf(prompt.Handle)!.Value);
        var answers = journal.Commands.Where(command => command is { Handle: not null, Receipt: not null })
            .ToLookup(command => PromptHandles.NumberOf(command.Handle!));
        foreach (var prompt in stay.Prompts.Values.Where(prompt => prompt.Fate is PromptFate.Missed or PromptFate.Late))
        {
            if (Excuse(prompt, shown[prompt.Number], answers[prompt.Number], circumstances) is { } excuse)
            {
                findings.Add(FindingKind.WronglyBlamed, stay, $"{prompt.Name} is {prompt.Fate}, but {excuse}");
            }
        }
    }

    /// <summary>Why the prompt is not to be held against the person; null: it is.</summary>
    private static string? Excuse(
        PromptHistory prompt, IEnumerable<ShownPrompt> shown, IEnumerable<SentCommand> answers, Circumstances circumstances)
    {
        if (prompt is not { IssuedAt: { } issuedAt, ProperlyClosesAt: { } properlyClosesAt, ClosesAt: { } closesAt })
        {
            return "it was never sent";
        }

        var half = (properlyClosesAt - issuedAt) / 2;
        var noticed = properlyClosesAt - (half < LeastNotice ? half : LeastNotice) + circumstances.Tolerance;
        if (prompt.Fate == PromptFate.Missed && !shown.Any(one => one.DeliverySentAt <= noticed))
        {
            return "the phone did not prove its delivery in time to answer";
        }

        if (answers.FirstOrDefault(answer => answer.AnsweredAt + circumstances.Tolerance < closesAt) is { } inTime)
        {
            return $"command {inTime.Id:x16} answered it in time, acknowledged at {inTime.AnsweredAt:u}";
        }

        var dead = circumstances.Dead(issuedAt, properlyClosesAt);
        if (dead > circumstances.Rules.OutageTolerance + circumstances.Tolerance)
        {
            return $"the server was dead for {dead.TotalMinutes:0} minutes of its window";
        }

        return closesAt + circumstances.Tolerance < properlyClosesAt + dead
            ? $"its window was not extended by the {dead.TotalMinutes:0} minutes in which the server was dead"
            : null;
    }
}
