using System.Collections.Frozen;
using System.Reflection;

namespace Actors.Grains.Tests.Boundary;

/// <summary>
/// Finds the types of ours that a grain interface sends or receives, down through members and type arguments.
/// </summary>
internal static class CrossingTypes
{
    /// <summary>Generic types of the framework that hold others and that nobody can change.</summary>
    public static readonly FrozenSet<string> Containers = FrozenSet.ToFrozenSet(
    [
        "System.Nullable`1",
        "System.Collections.Generic.IReadOnlyList`1",
        "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.KeyValuePair`2",
        "System.Collections.Immutable.ImmutableArray`1",
        "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Immutable.ImmutableSortedSet`1",
        "System.ValueTuple`2",
        "System.ValueTuple`3",
    ]);

    /// <summary>Types of the framework that serializers know by themselves.</summary>
    private static readonly FrozenSet<Type> Simple = FrozenSet.ToFrozenSet(
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly),
        typeof(TimeOnly), typeof(TimeSpan), typeof(Uri), typeof(CancellationToken),
    ]);

    private static readonly FrozenSet<string> Wrappers = FrozenSet.ToFrozenSet(
        ["System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1", "System.Collections.Generic.IAsyncEnumerable`1"]);

    /// <summary>
    /// Everything that crosses except simple types, references to grains and containers; for those, what is in them.
    /// </summary>
    public static IReadOnlyCollection<Type> Of(IEnumerable<Type> grainInterfaces, IReadOnlyCollection<Type> all)
    {
        var found = new HashSet<Type>();
        foreach (var method in grainInterfaces.SelectMany(BoundaryRules.Methods))
        {
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            {
                Add(type, found);
            }
        }

        // In the place of a type one of its descendants may cross.
        for (var before = 0; before < found.Count;)
        {
            before = found.Count;
            AddAll(all.Where(type => !found.Contains(type)
                && found.Any(ancestor => IsOurs(ancestor) && type.IsAssignableTo(ancestor))).ToList(), found);
        }

        return found;
    }

    public static bool IsSimple(Type type) => type.IsPrimitive || Simple.Contains(type);

    /// <summary>
    /// Instance members that hold data: properties with a field behind them or a setter, and public fields.
    /// </summary>
    public static IEnumerable<MemberInfo> DataMembers(Type type)
    {
        const BindingFlags instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var properties = type.GetProperties(instance)
            .Where(property =>
                property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract" && IsStored(property));
        var fields = type.GetFields(instance).Where(field => !field.Name.StartsWith('<'));
        return properties.Concat<MemberInfo>(fields);
    }

    public static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    /// <summary>Whether the type stands in the namespace or below it.</summary>
    public static bool IsIn(Type type, string root) =>
        type.Namespace == root || type.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true;

    private static bool IsStored(PropertyInfo property)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", own) is not null;
    }

    private static void Add(Type type, HashSet<Type> found)
    {
        if (IsSimple(type) || type == typeof(void) || type.IsAssignableTo(typeof(IAddressable)) || type == typeof(Task)
            || type == typeof(ValueTask))
        {
            return;
        }

        if (type.IsGenericType && IsTransparent(type.GetGenericTypeDefinition().FullName!))
        {
            AddAll(type.GetGenericArguments(), found);
        }
        else if (found.Add(type) && IsOurs(type))
        {
            AddAll(type.GetGenericArguments(), found);
            AddAll(DataMembers(type).Select(TypeOf), found);
        }
    }

    private static void AddAll(IEnumerable<Type> types, HashSet<Type> found)
    {
        foreach (var type in types)
        {
            Add(type, found);
        }
    }

    private static bool IsTransparent(string name) => Containers.Contains(name) || Wrappers.Contains(name);

    /// <summary>Types of the framework and of Orleans are judged as a whole.</summary>
    private static bool IsOurs(Type type) => !type.IsArray && !IsIn(type, "System") && !IsIn(type, "Orleans");
}
