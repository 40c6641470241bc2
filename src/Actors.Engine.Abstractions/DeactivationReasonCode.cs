namespace Orleans;

/// <summary>Kinds of reasons for a deactivation.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not stated.</summary>
    None = 0,

    /// <summary>The process stops.</summary>
    ShuttingDown = 1,

    /// <summary>The constructor or <see cref="IGrainBase.OnActivateAsync"/> threw.</summary>
    ActivationFailed = 2,

    /// <summary>Nobody called for the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>A call threw in a way after which the state in memory is not to be trusted.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>The engine or an administrator asked for it.</summary>
    RuntimeRequested = 11,
}
