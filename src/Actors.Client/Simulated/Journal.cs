namespace Actors.Client.Simulated;

/// <summary>
/// What one phone saw and was told, recorded by the phone itself for comparison with the ledger. In memory only. Writing is
/// thread-safe; read it after the phone has stopped. Times are programme time.
/// </summary>
/// <param name="person">The id under which the server knows the person.</param>
public sealed class Journal(string person)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ShownPrompt> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, SentCommand> _commands = [];
    private readonly List<Period> _contacts = [];
    private readonly List<DateTimeOffset> _proofs = [];
    private readonly List<Period> _connections = [];
    private DateTimeOffset? _connectedSince;

    /// <summary>Contacts nearer to each other than this form one period.</summary>
    public static readonly TimeSpan ContactGap = TimeSpan.FromMinutes(10);

    /// <summary>The id under which the server knows the person.</summary>
    public string Person { get; } = person;

    /// <summary>When the person landed.</summary>
    public DateTimeOffset LandedAt { get; init; }

    /// <summary>From when the phone is silent for good; null if it never is.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Whether the clock of the phone is wrong.</summary>
    public bool IsClockWrong { get; init; }

    /// <summary>Every prompt that the phone showed.</summary>
    public IReadOnlyCollection<ShownPrompt> Prompts => _prompts.Values;

    /// <summary>Every command that the phone sent.</summary>
    public IReadOnlyCollection<SentCommand> Commands => _commands.Values;

    /// <summary>The periods in which the server certainly heard from the phone, in order.</summary>
    public IReadOnlyList<Period> Contacts => _contacts;

    /// <summary>The connections that have ended, from the welcome to the loss, in order.</summary>
    public IReadOnlyList<Period> Connections => _connections;

    /// <summary>
    /// When the phone confirmed a push of a prompt or a short message, whether or not that reached the server. The phone does not
    /// know which prompt it was.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Proofs => _proofs;

    /// <summary>When the phone last sent anything, whether or not it reached the server; null if it never did.</summary>
    public DateTimeOffset? LastSentAt { get; private set; }

    /// <summary>Records that the server welcomed the phone, also again on the same connection.</summary>
    public void RecordConnected(DateTimeOffset at)
    {
        lock (_gate)
        {
            _connectedSince ??= at;
        }
    }

    /// <summary>Records that the connection ended, if there was one.</summary>
    public void RecordDisconnected(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_connectedSince is { } since)
            {
                _connections.Add(new(since, at));
                _connectedSince = null;
            }
        }
    }

    /// <summary>Records that the phone sends something.</summary>
    public void RecordSent(DateTimeOffset at)
    {
        lock (_gate)
        {
            LastSentAt = at;
        }
    }

    /// <summary>Records that the phone confirms a push of a prompt or a short message.</summary>
    public void RecordProof(DateTimeOffset at)
    {
        lock (_gate)
        {
            _proofs.Add(at);
        }
    }

    /// <summary>Records a prompt that the phone shows. A prompt shown before only gets the new closing time.</summary>
    /// <param name="handle">Its handle.</param>
    /// <param name="at">When the phone shows it.</param>
    /// <param name="closesAt">The last moment of an answer in time; null if the phone was not told.</param>
    /// <returns>Whether the prompt is new.</returns>
    public bool RecordPrompt(string handle, DateTimeOffset at, DateTimeOffset? closesAt = null)
    {
        lock (_gate)
        {
            var isNew = _prompts.TryAdd(handle, new ShownPrompt { Handle = handle, ShownAt = at });
            _prompts[handle].ClosesAt = closesAt ?? _prompts[handle].ClosesAt;
            return isNew;
        }
    }

    /// <summary>Records that the phone sends the proof of delivery of a prompt.</summary>
    public void RecordDeliverySent(string handle, DateTimeOffset at)
    {
        lock (_gate)
        {
            _prompts[handle].DeliverySentAt ??= at;
            LastSentAt = at;
        }
    }

    /// <summary>Records that the server acknowledged the proof of delivery.</summary>
    /// <param name="handle">The handle of the prompt.</param>
    /// <param name="at">When the phone received the acknowledgement.</param>
    /// <param name="sentAt">When the phone sent the proof; null if the same. It is the contact that certainly was.</param>
    public void RecordDeliveryAcknowledged(string handle, DateTimeOffset at, DateTimeOffset? sentAt = null)
    {
        lock (_gate)
        {
            _prompts[handle].DeliveryAcknowledgedAt ??= at;
            AddContact(sentAt ?? at);
        }
    }

    /// <summary>Records a command that the person gives.</summary>
    public void RecordCommand(ulong command, string? handle, DateTimeOffset at)
    {
        lock (_gate)
        {
            _commands.TryAdd(command, new SentCommand { Id = command, Handle = handle, GivenAt = at });
        }
    }

    /// <summary>Records the answer to a command. The first answer counts; a different later one is a contradiction.</summary>
    /// <param name="command">The id of the command.</param>
    /// <param name="receipt">The code of the receipt; null if the command was refused.</param>
    /// <param name="refusal">The code of the refusal; null if the command was accepted.</param>
    /// <param name="at">When the answer arrived.</param>
    /// <param name="sentAt">When the command was sent; null if the same. It is the contact that certainly was.</param>
    public void RecordAnswer(ulong command, string? receipt, string? refusal, DateTimeOffset at, DateTimeOffset? sentAt = null)
    {
        lock (_gate)
        {
            var sent = _commands[command];
            if (sent.AnsweredAt is null)
            {
                (sent.AnsweredAt, sent.Receipt, sent.Refusal) = (at, receipt, refusal);
            }
            else if (sent.Receipt is not null && sent.Receipt != receipt)
            {
                sent.Contradiction ??= receipt ?? refusal;
            }

            AddContact(sentAt ?? at);
        }
    }

    /// <summary>Records that the server certainly heard from the phone.</summary>
    public void RecordContact(DateTimeOffset at)
    {
        lock (_gate)
        {
            AddContact(at);
        }
    }

    private void AddContact(DateTimeOffset at)
    {
        if (_contacts.Count == 0 || at - _contacts[^1].To > ContactGap)
        {
            _contacts.Add(new(at, at));
        }
        else if (at > _contacts[^1].To)
        {
            _contacts[^1] = _contacts[^1] with { To = at };
        }
    }
}

/// <summary>A prompt that a phone showed, as the phone knows it.</summary>
public sealed class ShownPrompt
{
    /// <summary>Identifies the prompt in the answer. It must not reach logs.</summary>
    public required string Handle { get; init; }

    /// <summary>When the phone first showed it.</summary>
    public required DateTimeOffset ShownAt { get; init; }

    /// <summary>The last moment of an answer in time, as the phone heard last; null if it was not told.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>When the phone first sent the proof of delivery; null if it did not.</summary>
    public DateTimeOffset? DeliverySentAt { get; set; }

    /// <summary>When the acknowledgement of the proof arrived; null if the server may not have it.</summary>
    public DateTimeOffset? DeliveryAcknowledgedAt { get; set; }
}

/// <summary>A command that a phone sent, as the phone knows it.</summary>
public sealed class SentCommand
{
    /// <summary>The id, the same for every attempt.</summary>
    public required ulong Id { get; init; }

    /// <summary>The handle of the answered prompt; null if there is none.</summary>
    public string? Handle { get; init; }

    /// <summary>When the person gave it.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>When the answer arrived; null if the server may not have the command.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The code of the receipt; null if the command was refused or has no answer.</summary>
    public string? Receipt { get; set; }

    /// <summary>The code of the refusal; null if the command was accepted or has no answer.</summary>
    public string? Refusal { get; set; }

    /// <summary>A different answer after the command was accepted; null if there was none.</summary>
    public string? Contradiction { get; set; }
}
