namespace Actors.Engine;

/// <summary>Limits of the engine that nobody needs to set.</summary>
internal static class Limits
{
    /// <summary>Turns an activation runs before other activations get the thread.</summary>
    public const int TurnsAtOnce = 64;

    /// <summary>How often a call is handed on by activations that leave before they run any call.</summary>
    public const int Forwards = 2;

    /// <summary>How often calls are looked through for those that waited too long.</summary>
    public static readonly TimeSpan TimeoutScan = TimeSpan.FromSeconds(1);

    /// <summary>Reminders that may be ticking at the same moment; further ones wait their turn.</summary>
    public const int RemindersAtOnce = 1_000;
}
