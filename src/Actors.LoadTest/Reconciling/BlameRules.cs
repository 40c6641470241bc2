using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// No prompt counts against a person if it did not reach the phone, was answered in time, or closed during an outage.
/// </summary>
internal static class BlameRules
{
    /// <summary>The shortest notice for a prompt that counts, or half of its time if that is shorter.</summary>
    private static readonly TimeSpan MinNotice = TimeSpan.FromMinutes(5);

    public static void Check(StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        if (journal is null)
        {
            return;
        }

        var shown = journal.Prompts.Where(prompt => PromptHandles.NumberOf(prompt.Handle) is not null)
            .ToLookup(prompt => PromptHandles.NumberOf(prompt.Handle)!.Value);
        var answers = journal.Commands.Where(command => command is { Handle: not null, AnsweredAt: not null })
            .ToLookup(command => PromptHandles.NumberOf(command.Handle!));
        foreach (var prompt in stay.Prompts.Values.Where(prompt => prompt.Outcome is PromptOutcome.Missed or PromptOutcome.Late))
        {
            var proofs = shown[prompt.Number].Select(one => one.DeliverySentAt).OfType<DateTimeOffset>()
                .Concat(journal.Proofs.Where(at => at >= prompt.IssuedAt - circumstances.Tolerance));
            if (Excuse(prompt, proofs, answers[prompt.Number], circumstances) is { } excuse)
            {
                findings.Add(FindingKind.WronglyBlamed, stay, $"{prompt.Name} is {prompt.Outcome}, but {excuse}");
            }
        }
    }

    /// <summary>Why the prompt must not count against the person; null if it may.</summary>
    private static string? Excuse(
        PromptHistory prompt, IEnumerable<DateTimeOffset> proofs, IEnumerable<SentCommand> answers, Circumstances circumstances)
    {
        if (prompt is not { IssuedAt: { } issuedAt, ProperlyClosesAt: { } properlyClosesAt, ClosesAt: { } closesAt })
        {
            return "it was never sent";
        }

        var half = (properlyClosesAt - issuedAt) / 2;
        var noticed = properlyClosesAt - (half < MinNotice ? half : MinNotice) + circumstances.Tolerance;
        if (prompt.Outcome == PromptOutcome.Missed && !proofs.Any(at => at <= noticed))
        {
            return "the phone did not prove its delivery in time to answer";
        }

        if (answers.FirstOrDefault(answer => answer.AnsweredAt + circumstances.Tolerance < closesAt) is { } inTime)
        {
            return $"command {inTime.Id:x16} came in time, at {inTime.AnsweredAt:u}: {inTime.Receipt ?? inTime.Refusal}";
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
