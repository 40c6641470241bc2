namespace Actors.Testing.Samples;

/// <summary>What a mailbox has seen.</summary>
[GenerateSerializer]
[Alias("test.mailbox-count")]
[Immutable]
public sealed record MailboxCount(
    [property: Id(0)] int Sent, [property: Id(1)] int Received, [property: Id(2)] int Rang);
