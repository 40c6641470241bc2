using System.Reflection;
using System.Runtime.CompilerServices;

namespace Actors.Grains.Tests.Boundary;

/// <summary>What has to hold for one type that crosses a grain boundary.</summary>
internal static class TypeRules
{
    public static IEnumerable<string> Check(Type type)
    {
        if (CrossingTypes.IsIn(type, "Orleans"))
        {
            // Orleans serializes its own types, such as GrainId and TickStatus.
            return [];
        }

        if (type.IsArray || CrossingTypes.IsIn(type, "System"))
        {
            return [$"{type}: may be changed after it was sent. Take an immutable collection or a type of your own."];
        }

        if (type.IsInterface || type.IsAbstract)
        {
            return CheckAttributes(type);
        }

        return type.IsEnum
            ? CheckAttributes(type)
            : CheckAttributes(type).Concat(CheckMembers(type)).Concat(RoundTrip.Check(type));
    }

    private static IEnumerable<string> CheckAttributes(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), false))
        {
            yield return $"{type}: needs [GenerateSerializer].";
        }

        if (!type.IsDefined(typeof(AliasAttribute), false))
        {
            yield return $"{type}: needs an [Alias].";
        }
    }

    private static IEnumerable<string> CheckMembers(Type type)
    {
        foreach (var member in CrossingTypes.DataMembers(type))
        {
            if (IdOf(type, member) is null)
            {
                yield return $"{type}.{member.Name}: needs an [Id].";
            }

            if (CanBeSet(member))
            {
                yield return $"{type}.{member.Name}: can be set after it was sent.";
            }
        }
    }

    /// <summary>On a record the number may stand on the parameter of the primary constructor.</summary>
    private static uint? IdOf(Type type, MemberInfo member) =>
        (member.GetCustomAttribute<IdAttribute>() ?? type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == member.Name)
            .Select(parameter => parameter.GetCustomAttribute<IdAttribute>())
            .FirstOrDefault(id => id is not null))?.Id;

    private static bool CanBeSet(MemberInfo member) => member switch
    {
        FieldInfo field => !field.IsInitOnly,
        PropertyInfo { SetMethod: { } setter } =>
            !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
        _ => false,
    };
}
