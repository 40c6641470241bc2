namespace Actors.Protocol.Messages;

/// <summary>Where the phone is during a call.</summary>
/// <param name="Number">Which call.</param>
/// <param name="CommandId">Drawn by the phone and kept when it sends the command again: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">Where; null: location is off, or the phone has no position.</param>
public sealed record CallPlace(int Number, string CommandId, FreshFix? Fix = null)
{
    /// <summary>The command alone.</summary>
    public override string ToString() => $"{nameof(CallPlace)} {CommandId}";
}
