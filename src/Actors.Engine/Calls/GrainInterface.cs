using System.Collections.Frozen;
using System.Reflection;
using Actors.Engine.Activations;

namespace Actors.Engine.Calls;

/// <summary>
/// An interface through which grains or observers are called, and how to make references of that interface.
/// </summary>
internal sealed class GrainInterface
{
    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;
    private readonly GrainReference _prototype;

    /// <summary>Reads an interface.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="grainClass">The class behind it; null for observers and for interfaces with none or several.</param>
    public GrainInterface(Type type, GrainClass? grainClass)
    {
        Type = type;
        Class = grainClass;
        _methods = type.GetInterfaces().Prepend(type)
            .SelectMany(each => each.GetMethods())
            .Where(method => method.IsAbstract)
            .ToFrozenDictionary(method => method, method => GrainMethod.Create(type, method));
        _prototype = (GrainReference)DispatchProxy.Create(type, typeof(GrainReference));
    }

    public Type Type { get; }

    public GrainClass? Class { get; }

    public GrainMethod this[MethodInfo method] => _methods[method];

    /// <summary>
    /// A reference of this interface. Copying a prototype is several times faster than making a proxy anew.
    /// </summary>
    public GrainReference ReferenceTo(ActorEngine engine, GrainId id) => _prototype.CopyFor(engine, this, id);
}
