using System.Text.Json.Serialization;

namespace Actors.Testing.Samples;

/// <summary>What a mailbox asks to be done.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Deliver), "deliver")]
public abstract record MailboxEffect
{
    /// <summary>Bring a letter to its mailbox.</summary>
    public sealed record Deliver(string To) : MailboxEffect;
}
