namespace Orleans;

/// <summary>Base of grain classes: one instance per identity, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly GrainContextBase _context;

    /// <summary>Called by the engine while it activates the grain; a grain cannot be made with <c>new</c>.</summary>
    protected Grain() =>
        _context = GrainContextBase.Current ?? throw new InvalidOperationException(
            $"{GetType().Name} was created outside an activation. Get a reference to it from IGrainFactory instead.");

    /// <summary>The activation this instance lives in.</summary>
    public IGrainContext GrainContext => _context;

    /// <summary>Type and key of the grain as one text, for messages and logs.</summary>
    public string IdentityString => _context.GrainId.ToString();

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => _context.GrainFactory;

    /// <summary>The services of the process.</summary>
    protected IServiceProvider ServiceProvider => _context.ActivationServices;

    /// <summary>Runs before the first call. When it throws, the callers waiting get the exception.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs as the last turn. It is not promised to run: a killed process runs nothing.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// Asks for deactivation as soon as the current calls have ended. The next call makes a new activation.
    /// </summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation from idle collection for that long.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => _context.DelayDeactivation(timeSpan);
}
