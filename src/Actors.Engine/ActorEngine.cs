using System.Collections.Concurrent;
using System.Globalization;
using Actors.Engine.Activations;
using Actors.Engine.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Engine;

/// <summary>
/// The embedded engine: runs grains written for Orleans in one process. Everything above knows it as
/// <see cref="IGrainFactory"/> or <see cref="IClusterClient"/>.
/// </summary>
internal sealed class ActorEngine : IClusterClient
{
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();
    private volatile bool _closed;

    public ActorEngine(
        IServiceProvider services,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILogger<ActorEngine> log)
    {
        ServiceProvider = services;
        Log = log;
        GrainClock = Clock(TimeProviderNames.Grains);
        MessageClock = Clock(TimeProviderNames.Messaging);
        ManagementClock = Clock(TimeProviderNames.ActivationManagement);
        MaxEnqueuedRequests = messaging.Value.MaxEnqueuedRequestsHardLimit;
        Executor = services.GetKeyedService<TaskScheduler>(TimeProviderNames.Grains) is { } scheduler
            ? new TurnExecutor.OnScheduler(scheduler)
            : new TurnExecutor.Pool();
        Calls = new(MessageClock, messaging.Value.ResponseTimeout);
        Catalog = new(this);
        Classes = new(this, GrainAssemblies.FindGrainClasses(), collection.Value);
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Meter = new(this);
    }

    public IServiceProvider ServiceProvider { get; }

    public ILogger Log { get; }

    /// <summary>The clock of grain timers.</summary>
    public TimeProvider GrainClock { get; }

    /// <summary>The clock of time-outs.</summary>
    public TimeProvider MessageClock { get; }

    /// <summary>The clock of idle collection.</summary>
    public TimeProvider ManagementClock { get; }

    public int MaxEnqueuedRequests { get; }

    public TurnExecutor Executor { get; }

    public UnansweredCalls Calls { get; }

    public Catalog Catalog { get; }

    public GrainClasses Classes { get; }

    public IIncomingGrainCallFilter[] Filters { get; }

    public EngineMeter Meter { get; }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        GetGrain<TGrainInterface>(primaryKey.ToString("N"), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        GetGrain<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix) =>
        GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)ReferenceTo(typeof(TGrainInterface), grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        var id = new GrainId(Classes.Observers.Type, IdSpan.Create(Guid.NewGuid().ToString("N")));
        Catalog.Add(Activation.OfObserver(Classes.Observers, id, obj));
        return (TGrainObserverInterface)(object)ReferenceTo(typeof(TGrainObserverInterface), id);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        foreach (var id in obj is IGrainReference reference ? [reference.GrainId] : Catalog.IdentitiesOf(obj).ToList())
        {
            Catalog.RemoveObserver(id);
        }
    }

    public GrainReference ReferenceTo(Type type, GrainId id) => InterfaceOf(type).ReferenceTo(this, id);

    /// <summary>Sends a call on its way. Never throws: what goes wrong is the answer.</summary>
    public void Send(Request request, GrainId target)
    {
        Calls.Add(request);
        if (_closed && Request.Current is null && GrainContextBase.Current is null)
        {
            request.Fail(new OrleansException($"The server is stopping: {request.Name} was refused."));
            return;
        }

        Catalog.Dispatch(request, target);
    }

    /// <summary>
    /// From here on only grains call grains: from their calls, timers, and while they are activated or take their
    /// leave.
    /// </summary>
    public void Close() => _closed = true;

    private TGrainInterface GetGrain<TGrainInterface>(string key, string? grainClassNamePrefix)
    {
        if (grainClassNamePrefix is not null)
        {
            throw new NotSupportedException("Prefixes of class names are not supported: give the grain an interface of its own.");
        }

        ArgumentException.ThrowIfNullOrEmpty(key);
        var grainInterface = InterfaceOf(typeof(TGrainInterface));
        var grainClass = grainInterface.Class ?? throw Classes.WhyNot(typeof(TGrainInterface));
        return (TGrainInterface)(object)grainInterface.ReferenceTo(this, new(grainClass.Type, IdSpan.Create(key)));
    }

    private GrainInterface InterfaceOf(Type type) =>
        _interfaces.TryGetValue(type, out var known) ? known : _interfaces.GetOrAdd(type, Classes.Read);

    private TimeProvider Clock(string name) => ServiceProvider.GetKeyedService<TimeProvider>(name)
        ?? ServiceProvider.GetService<TimeProvider>()
        ?? TimeProvider.System;
}
