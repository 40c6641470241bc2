namespace Actors.Client.Simulated;

/// <summary>
/// What one phone saw and what it was told, written down by the phone itself: the other side of the ledger. Lives in memory.
/// Safe for several threads while it is written; read it when the phone has stopped.
/// </summary>
public sealed class Journal(string person)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ShownPrompt> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, SentCommand> _commands = [];
    private readonly List<LifeSpan> _life = [];

    /// <summary>Signs of life nearer to each other than this are one span.</summary>
    public static readonly TimeSpan LifeGap = TimeSpan.FromMinutes(10);

    /// <summary>Whose phone it is: the name under which the server knows the person.</summary>
    public string Person { get; } = person;

    /// <summary>When the person landed.</summary>
    public DateTimeOffset LandedAt { get; init; }

    /// <summary>From when nothing comes from the person any more; null: the person stays reachable.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Every prompt that the phone had.</summary>
    public IReadOnlyCollection<ShownPrompt> Prompts => _prompts.Values;

    /// <summary>Every command that the phone sent.</summary>
    public IReadOnlyCollection<SentCommand> Commands => _commands.Values;

    /// <summary>When the server certainly heard of the phone, in order.</summary>
    public IReadOnlyList<LifeSpan> Life => _life;

    /// <summary>The last time at which the phone said something, whether or not it heard that it came through.</summary>
    public DateTimeOffset? SpokeAt { get; private set; }

    /// <summary>The phone says something.</summary>
    public void Speak(DateTimeOffset at)
    {
        lock (_gate)
        {
            SpokeAt = at;
        }
    }

    /// <summary>A prompt reached the phone. When it is there already, only what the phone heard of it last is new.</summary>
    /// <param name="handle">Its handle.</param>
    /// <param name="at">When.</param>
    /// <param name="closesAt">Until when an answer is in time; null: the phone was not told.</param>
    /// <returns>Whether it is the first time.</returns>
    public bool Show(string handle, DateTimeOffset at, DateTimeOffset? closesAt = null)
    {
        lock (_gate)
        {
            var isNew = _prompts.TryAdd(handle, new ShownPrompt { Handle = handle, ShownAt = at });
            _prompts[handle].ClosesAt = closesAt ?? _prompts[handle].ClosesAt;
            return isNew;
        }
    }

    /// <summary>The phone sends the proof that a prompt reached it.</summary>
    public void SendDelivery(string handle, DateTimeOffset at)
    {
        lock (_gate)
        {
            _prompts[handle].DeliverySentAt ??= at;
            SpokeAt = at;
        }
    }

    /// <summary>The server has the proof.</summary>
    /// <param name="handle">Of which prompt.</param>
    /// <param name="at">When the phone knew.</param>
    /// <param name="sentAt">When the proof was sent: from then on the server heard of the phone; null: at the same time.</param>
    public void AcknowledgeDelivery(string handle, DateTimeOffset at, DateTimeOffset? sentAt = null)
    {
        lock (_gate)
        {
            _prompts[handle].DeliveryAcknowledgedAt ??= at;
            Live(sentAt ?? at);
        }
    }

    /// <summary>A command is given.</summary>
    public void Give(ulong command, string? handle, DateTimeOffset at)
    {
        lock (_gate)
        {
            _commands.TryAdd(command, new SentCommand { Id = command, Handle = handle, GivenAt = at });
        }
    }

    /// <summary>The server answered a command. The first answer counts; another one than that is a contradiction.</summary>
    /// <param name="command">Which.</param>
    /// <param name="receipt">What it was taken for; null: it was refused.</param>
    /// <param name="refusal">Why; null: it was accepted.</param>
    /// <param name="at">When the answer was there.</param>
    /// <param name="sentAt">When the command was sent: from then on the server heard of the phone; null: at once.</param>
    public void Answer(ulong command, string? receipt, string? refusal, DateTimeOffset at, DateTimeOffset? sentAt = null)
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

            Live(sentAt ?? at);
        }
    }

    /// <summary>The server acknowledged something else.</summary>
    public void ShowLife(DateTimeOffset at)
    {
        lock (_gate)
        {
            Live(at);
        }
    }

    private void Live(DateTimeOffset at)
    {
        if (_life.Count == 0 || at - _life[^1].To > LifeGap)
        {
            _life.Add(new(at, at));
        }
        else if (at > _life[^1].To)
        {
            _life[^1] = _life[^1] with { To = at };
        }
    }
}
