using Actors.Engine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Engine.State;

/// <summary>
/// One persistent state of one grain class: its name, its provider, and how to make it for an activation.
/// </summary>
internal abstract class StateFacet
{
    // The name Orleans gives the provider that is used when none is named.
    private const string DefaultProvider = "Default";

    protected abstract object For(Activation activation);

    /// <summary>
    /// Gives the state object of a new activation. The storage is looked for by the first activation and not before: it
    /// may itself need the engine.
    /// </summary>
    public static Func<Activation, object?> Create(ActorEngine engine, PersistentStateAttribute attribute, Type state)
    {
        var facet = new Lazy<StateFacet>(
            () => (StateFacet)Activator.CreateInstance(
                typeof(Of<>).MakeGenericType(state), attribute.StateName, FindStorage(engine, attribute.StorageName))!,
            LazyThreadSafetyMode.PublicationOnly);
        return activation => facet.Value.For(activation);
    }

    private static IGrainStorage FindStorage(ActorEngine engine, string? name) =>
        engine.ServiceProvider.GetKeyedService<IGrainStorage>(name ?? DefaultProvider)
        ?? (name is null ? engine.ServiceProvider.GetService<IGrainStorage>() : null)
        ?? throw new OrleansException($"No grain storage is registered under the name \"{name ?? DefaultProvider}\".");

    /// <summary>With the type of the state.</summary>
    public sealed class Of<TState>(string name, IGrainStorage storage) : StateFacet
    {
        public string Name => name;

        public IGrainStorage Storage => storage;

        protected override object For(Activation activation) => new PersistentState<TState>(activation, this);
    }
}
