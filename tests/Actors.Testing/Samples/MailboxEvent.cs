namespace Actors.Testing.Samples;

/// <summary>What happens to a mailbox.</summary>
public abstract record MailboxEvent
{
    /// <summary>A letter was written to another mailbox.</summary>
    [Alias("test.letter-sent")]
    public sealed record LetterSent(ulong Letter, string To) : MailboxEvent;

    /// <summary>A letter arrived.</summary>
    [Alias("test.letter-received")]
    public sealed record LetterReceived(string From, long Number) : MailboxEvent;

    /// <summary>The mailbox is to ring at a time.</summary>
    [Alias("test.alarm-set")]
    public sealed record AlarmSet(DateTimeOffset At) : MailboxEvent;

    /// <summary>The mailbox rang, perhaps late.</summary>
    [Alias("test.alarm-rang")]
    public sealed record AlarmRang(DateTimeOffset DueAt) : MailboxEvent;
}
