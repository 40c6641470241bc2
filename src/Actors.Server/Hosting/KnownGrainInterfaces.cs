using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace Actors.Server.Hosting;

/// <summary>
/// Remembers the names of grain interfaces. Orleans reads the attributes of the interface again for each reference that is made:
/// several microseconds of each message of a phone, and of each grain that the sweepers wake.
/// </summary>
internal sealed class KnownGrainInterfaces(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _names = new();
    private readonly GrainInterfaceTypeResolver _resolver = new([new AttributeGrainInterfaceTypeProvider(services)], types);

    /// <inheritdoc/>
    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _names.GetOrAdd(type, _resolver.GetGrainInterfaceType);
        return true;
    }
}
