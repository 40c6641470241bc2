using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>The answer to a command. The same command sent again gets the same answer.</summary>
/// <param name="Code">What it was taken for, one of <see cref="ReceiptCode"/>; null: it was refused.</param>
/// <param name="Text">For the person, in the language of the phone.</param>
/// <param name="Error">Why it changed nothing; null: it was accepted.</param>
public sealed record Receipt(string? Code, string Text, ProtocolError? Error = null)
{
    /// <summary>Accepted and durable, now or before.</summary>
    [JsonIgnore]
    public bool IsAccepted => Error is null;
}
