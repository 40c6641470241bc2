using System.Collections.Concurrent;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <content>What the person answers and confirms, also for companions.</content>
public sealed partial class SimulatedPhone
{
    /// <summary>What concerns companions. The run compares their rows without it.</summary>
    private readonly ConcurrentDictionary<string, Journal> _companions = new(StringComparer.Ordinal);

    /// <summary>Records a prompt and plans its answer. A prompt shown before only gets its new closing time.</summary>
    /// <returns>Whether the prompt is new.</returns>
    private bool RecordPrompt(Journal journal, Prompt prompt)
    {
        var isNew = journal.RecordPrompt(prompt.Handle, Now, prompt.ClosesAt);
        if (isNew && _script.AnswersAt(Now) is { } at)
        {
            Plan(at, () => AnswerAsync(journal, prompt));
        }

        return isNew;
    }

    /// <summary>The journal of the person or of a companion.</summary>
    private Journal JournalOf(string person) =>
        person == Journal.Person ? Journal : _companions.GetOrAdd(person, static one => new(one));

    /// <summary>Whom a message is about; null for the phone's person.</summary>
    private string? About(Journal journal) => journal == Journal ? null : journal.Person;

    private async Task DeliverAsync(EntrantClient client, Journal journal, IReadOnlyList<string> handles)
    {
        var sentAt = Now;
        foreach (var handle in handles)
        {
            journal.RecordDeliverySent(handle, sentAt);
        }

        try
        {
            await client.ConfirmDeliveryAsync(new(handles, About(journal)));
        }
        catch (Exception exception) when (IsExpectedFailure(exception))
        {
            return; // Off line, or the handle has expired: the next welcome shows what is open.
        }

        var now = Now;
        foreach (var handle in handles)
        {
            journal.RecordDeliveryAcknowledged(handle, now, sentAt);
        }
    }

    /// <summary>The person checks in; companions do when the server says that they have not.</summary>
    private Task CheckIn()
    {
        CheckIn(Journal);
        foreach (var companion in _companions.Values)
        {
            CheckIn(companion);
        }

        return Task.CompletedTask;
    }

    private void CheckIn(Journal journal)
    {
        var id = _script.DrawCommandId();
        var fix = _script.FixAt(Now, attempt: 1);
        Enqueue(new(id, journal) { CheckIn = new(Text(id), fix, PhoneTime, About(journal)) }, handle: null);
    }

    private async Task AnswerAsync(Journal journal, Prompt prompt)
    {
        var client = _client;
        if (client is not null && _script.OpensPrompt())
        {
            try
            {
                var opened = Now;
                Journal.RecordSent(opened);
                await client.ConfirmOpenedAsync(new(prompt.Handle, About(journal)));
                Journal.RecordContact(opened);
            }
            catch (Exception exception) when (IsExpectedFailure(exception))
            {
                // Off line; the answer waits.
            }
        }

        var id = _script.DrawCommandId();
        if (prompt.Kind == PromptKind.Health)
        {
            var report = _script.HealthAt(Now, Text(id), prompt.Handle) with { Person = About(journal) };
            Enqueue(new(id, journal) { Health = report }, prompt.Handle);
        }
        else
        {
            var attempt = prompt.Kind == PromptKind.SecondFix ? 1 : 0;
            var report = new LocationReport(
                Text(id), _script.FixAt(Now, attempt), PhoneTime, prompt.Handle, About(journal));
            Enqueue(new(id, journal) { Location = report }, prompt.Handle);
            if (_script.ReportsUnasked())
            {
                var unasked = _script.DrawCommandId();
                report = new(Text(unasked), _script.FixAt(Now, attempt: 1), PhoneTime, Person: About(journal));
                Enqueue(new(unasked, journal) { Location = report }, handle: null);
            }
        }
    }
}
