using System.Reflection;
using Actors.Engine.State;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Actors.Engine.Activations;

/// <summary>One grain class: its name, its attributes, and how its objects are made and ended.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker? _constructor;
    private readonly Func<Activation, object?>[] _parameters = [];
    private readonly GrainCollectionOptions _options;
    private readonly bool _prepares;
    private readonly bool _mournes;

    public GrainClass(ActorEngine engine, Type type, GrainCollectionOptions options)
    {
        Engine = engine;
        Class = type;
        _options = options;
        Type = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(engine.ServiceProvider, type)
            ?? GrainType.Create(DefaultName(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        var age = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        KeepsAlive = type.IsDefined(typeof(KeepAliveAttribute), inherit: true) || age == TimeSpan.MaxValue;
        CollectionAge = age
            ?? (options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var specific)
                ? specific
                : options.CollectionAge);
        if (type.IsInterface)
        {
            return; // Observers are made by others.
        }

        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .MaxBy(each => each.GetParameters().Length)
            ?? throw new OrleansException($"{type.FullName} has no constructor.");
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = [.. constructor.GetParameters().Select(parameter => GrainParameter.Resolve(engine, type, parameter))];
        _prepares = constructor.GetParameters().Any(parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))
            || Overrides(type, nameof(IGrainBase.OnActivateAsync));
        _mournes = Overrides(type, nameof(IGrainBase.OnDeactivateAsync)) || type.IsAssignableTo(typeof(IDisposable))
            || type.IsAssignableTo(typeof(IAsyncDisposable));
    }

    public ActorEngine Engine { get; }

    public Type Class { get; }

    public GrainType Type { get; }

    public bool IsReentrant { get; }

    public bool KeepsAlive { get; }

    public TimeSpan CollectionAge { get; }

    /// <summary>Activations per identity; 0: the class is no stateless worker.</summary>
    public int MaxLocalWorkers { get; }

    public ICallTarget NewTarget(GrainId id) =>
        MaxLocalWorkers > 0 ? new StatelessWorkers(this, id) : new Activation(this, id);

    /// <summary>Makes the grain, reads its states, and lets it prepare itself.</summary>
    public async Task CreateAsync(Activation activation, Action<object> created)
    {
        var arguments = new object?[_parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _parameters[index](activation);
        }

        var grain = _constructor!.Invoke(arguments.AsSpan());
        created(grain);
        if (!_prepares)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_options.ActivationTimeout, Engine.ManagementClock);
        try
        {
            await PrepareAsync(grain, arguments, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"{activation.GrainId} was not activated within {_options.ActivationTimeout}.");
        }
        catch
        {
            // It takes no leave, for it never arrived, but what it holds is let go.
            await DisposeAsync(grain);
            throw;
        }
    }

    /// <summary>Lets the grain take its leave, in bounded time, whatever it throws.</summary>
    public async Task DestroyAsync(Activation activation, DeactivationReason reason)
    {
        if (!_mournes || activation.GrainInstance is not { } grain)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_options.DeactivationTimeout, Engine.ManagementClock);
        try
        {
            await TakeLeaveAsync(grain, reason, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            EngineLog.DeactivationFailed(Engine.Log, Type.ToString(), exception);
        }
    }

    private static async Task PrepareAsync(object grain, object?[] arguments, CancellationToken token)
    {
        foreach (var state in arguments.OfType<IStoredPart>())
        {
            await state.ReadAsync(token);
        }

        if (grain is IGrainBase self)
        {
            await self.OnActivateAsync(token);
        }
    }

    private static async Task TakeLeaveAsync(object grain, DeactivationReason reason, CancellationToken token)
    {
        if (grain is IGrainBase self)
        {
            await self.OnDeactivateAsync(reason, token);
        }

        await DisposeAsync(grain);
    }

    private static async ValueTask DisposeAsync(object grain)
    {
        if (grain is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else if (grain is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    private static bool Overrides(Type type, string method) =>
        !type.IsAssignableTo(typeof(Grain)) || type.GetMethod(method)?.DeclaringType != typeof(Grain);

    /// <summary>The class name in lower case, less its ending: the name Orleans gives by default.</summary>
    private static string DefaultName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }
}
