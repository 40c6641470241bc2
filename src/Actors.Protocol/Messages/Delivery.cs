namespace Actors.Protocol.Messages;

/// <summary>Prompts reached the phone.</summary>
/// <param name="Handles">Theirs, at most <see cref="Limits.Handles"/>.</param>
/// <param name="Person">Whose prompts, 32 hexadecimal digits; null: those of the phone's person.</param>
public sealed record Delivery(IReadOnlyList<string> Handles, string? Person = null)
{
    /// <summary>How many: handles are as good as answers.</summary>
    public override string ToString() => $"{nameof(Delivery)} of {Handles.Count}";
}
