using System.Collections;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Actors.Grains.Tests.Boundary;

/// <summary>
/// Writes a made-up value with Orleans' serializer and reads it back: a type that loses something hides part of its state.
/// </summary>
internal static class RoundTrip
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();

    public static IEnumerable<string> Check(Type type)
    {
        if (Sample.Of(type) is not { } sample)
        {
            yield break;
        }

        object? back = null;
        string? failure = null;
        try
        {
            back = Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(sample));
        }
        catch (Exception exception) when (exception is SerializerException or InvalidOperationException or MissingMemberException)
        {
            failure = exception.Message;
        }

        if (failure is not null)
        {
            yield return $"{type}: Orleans cannot serialize it: {failure}";
        }
        else if (!AreEqual(sample, back))
        {
            yield return $"{type}: comes back as another value.";
        }
    }

    /// <summary>Member by member, because a record that holds a collection compares the collection by identity.</summary>
    private static bool AreEqual(object? left, object? right)
    {
        if (Equals(left, right))
        {
            return true;
        }

        if (left is null || right is null || CrossingTypes.IsSimple(left.GetType()) || left.GetType().IsEnum)
        {
            return false;
        }

        if (left is IEnumerable first && right is IEnumerable second)
        {
            return HaveEqualItems(first, second);
        }

        return left.GetType() == right.GetType()
            && CrossingTypes.DataMembers(left.GetType()).All(member => AreEqual(Read(member, left), Read(member, right)));
    }

    private static bool HaveEqualItems(IEnumerable left, IEnumerable right)
    {
        var (first, second) = (left.Cast<object?>().ToList(), right.Cast<object?>().ToList());
        return first.Count == second.Count && first.Zip(second).All(pair => AreEqual(pair.First, pair.Second));
    }

    private static object? Read(MemberInfo member, object from) => member is PropertyInfo property
        ? property.GetValue(from)
        : ((FieldInfo)member).GetValue(from);
}
