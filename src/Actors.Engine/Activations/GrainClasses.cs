using System.Collections.Frozen;
using Actors.Engine.Calls;
using Orleans.Configuration;

namespace Actors.Engine.Activations;

/// <summary>The grain classes and interfaces of the process.</summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<GrainType, GrainClass> _byName;
    private readonly ILookup<Type, GrainClass> _byInterface;

    public GrainClasses(ActorEngine engine, IEnumerable<Type> types, GrainCollectionOptions options)
    {
        Observers = new(engine, typeof(IGrainObserver), options);
        var classes = types.Select(type => new GrainClass(engine, type, options)).ToList();
        foreach (var sameName in classes.GroupBy(each => each.Type).Where(group => group.Count() > 1))
        {
            throw new OrleansException(
                $"Grain classes {string.Join(" and ", sameName.Select(each => each.Class.FullName))} have the same name "
                + $"\"{sameName.Key}\". Give one a [GrainType].");
        }

        _byName = classes.ToFrozenDictionary(each => each.Type);
        _byInterface = classes
            .SelectMany(each => each.Class.GetInterfaces().Select(type => (type, each)))
            .ToLookup(pair => pair.type, pair => pair.each);
    }

    /// <summary>The pseudo class of observers.</summary>
    public GrainClass Observers { get; }

    public int Count => _byName.Count;

    public GrainClass? Find(GrainType type) => _byName.GetValueOrDefault(type);

    /// <summary>Reads an interface and finds the class behind it.</summary>
    public GrainInterface Read(Type type)
    {
        if (!type.IsInterface)
        {
            throw new ArgumentException($"{type.FullName} is not an interface. Grains are reached through their interfaces.");
        }

        var behind = _byInterface[type].Take(2).ToList();
        return new(type, behind.Count == 1 ? behind[0] : null);
    }

    /// <summary>Why no grain can be had through an interface.</summary>
    public Exception WhyNot(Type type)
    {
        var behind = _byInterface[type].Select(each => each.Class.FullName).ToList();
        return new ArgumentException(behind.Count == 0
            ? $"No grain class implements {type.FullName}. Is its assembly referenced?"
            : $"{type.FullName} is implemented by {string.Join(" and ", behind)}: say which by its own interface.");
    }
}
