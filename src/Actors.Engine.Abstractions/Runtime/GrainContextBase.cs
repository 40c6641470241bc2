namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> and the extension methods ask of the engine's activation.</summary>
internal abstract class GrainContextBase : IGrainContext
{
    [ThreadStatic]
    private static GrainContextBase? CurrentOfThread;

    /// <summary>The activation whose turn this thread runs.</summary>
    public static GrainContextBase? Current
    {
        get => CurrentOfThread;
        set => CurrentOfThread = value;
    }

    public abstract GrainId GrainId { get; }

    public abstract object? GrainInstance { get; }

    public abstract IServiceProvider ActivationServices { get; }

    public abstract Task Deactivated { get; }

    public abstract IGrainFactory GrainFactory { get; }

    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    public abstract void DelayDeactivation(TimeSpan timeSpan);

    public abstract TGrainInterface ReferenceTo<TGrainInterface>();

    public abstract IGrainTimer RegisterTimer<TState>(
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options);
}
