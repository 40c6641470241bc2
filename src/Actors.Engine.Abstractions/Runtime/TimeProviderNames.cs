namespace Orleans.Runtime;

/// <summary>Keys under which parts of the engine look for a <see cref="TimeProvider"/> of their own.</summary>
public static class TimeProviderNames
{
    /// <summary>Grain timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Response time-outs.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>Idle collection.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";
}
