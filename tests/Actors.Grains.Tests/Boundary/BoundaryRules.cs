using System.Reflection;

namespace Actors.Grains.Tests.Boundary;

/// <summary>
/// What has to hold for grain interfaces and for every type that crosses them: names on the wire that do not depend on the
/// code, stable numbers of members, and values that cannot change after they were sent.
/// </summary>
internal static class BoundaryRules
{
    public static IEnumerable<string> Check(IEnumerable<Type> types)
    {
        var all = types.ToList();
        var interfaces = all.Where(IsGrainInterface).ToList();
        return interfaces.SelectMany(CheckInterface)
            .Concat(CheckAliasesOf(interfaces))
            .Concat(CheckClasses(all.Where(type => type is { IsClass: true, IsAbstract: false }), interfaces))
            .Concat(CrossingTypes.Of(interfaces, all).SelectMany(TypeRules.Check));
    }

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && type.IsAssignableTo(typeof(IAddressable)) && !CrossingTypes.IsIn(type, "Orleans");

    /// <summary>The methods that callers of the interface see, inherited ones of the engine left out.</summary>
    public static IEnumerable<MethodInfo> Methods(Type grainInterface) => grainInterface.GetInterfaces()
        .Where(IsGrainInterface)
        .Prepend(grainInterface)
        .SelectMany(type => type.GetMethods())
        .Where(method => !method.IsStatic);

    private static IEnumerable<string> CheckInterface(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>() is null)
        {
            yield return $"{type.Name}: a grain interface needs an [Alias].";
        }

        foreach (var method in type.GetMethods())
        {
            if (method.GetCustomAttribute<AliasAttribute>() is null)
            {
                yield return $"{type.Name}.{method.Name}: a grain method needs an [Alias].";
            }
        }
    }

    private static IEnumerable<string> CheckAliasesOf(IEnumerable<Type> types) =>
        types.GroupBy(AliasOf).Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(type => type.Name))} have the same alias {group.Key}.");

    /// <summary>One without a key is asked for by the whole identity, which names the class.</summary>
    private static bool HasKey(Type grainInterface) => new[]
    {
        typeof(IGrainWithStringKey), typeof(IGrainWithGuidKey), typeof(IGrainWithIntegerKey),
    }.Any(key => key.IsAssignableFrom(grainInterface));

    private static IEnumerable<string> CheckClasses(IEnumerable<Type> classes, List<Type> interfaces)
    {
        var grains = classes.Where(type => type.IsAssignableTo(typeof(IGrainBase))).ToList();
        foreach (var grainInterface in interfaces)
        {
            var behind = grains.Where(type => type.IsAssignableTo(grainInterface)).Select(type => type.Name).ToList();
            if (behind.Count > 1 && HasKey(grainInterface))
            {
                yield return $"{grainInterface.Name}: {string.Join(" and ", behind)} stand behind one interface; "
                    + "GetGrain cannot choose.";
            }
        }
    }

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;
}
