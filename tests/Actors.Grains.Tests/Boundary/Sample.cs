using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Actors.Grains.Tests.Boundary;

/// <summary>Makes a value of a type in which no part is its default, so that a part which gets lost shows.</summary>
internal static class Sample
{
    private const int Deepest = 6;

    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = "sample",
        [typeof(decimal)] = 7.5m,
        [typeof(bool)] = true,
        [typeof(char)] = 'x',
        [typeof(Guid)] = new Guid("6f1c9d2e-0000-4000-8000-000000000007"),
        [typeof(DateTime)] = new DateTime(2021, 3, 4, 5, 6, 7, DateTimeKind.Utc),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2021, 3, 4, 5, 6, 7, TimeSpan.FromHours(9)),
        [typeof(DateOnly)] = new DateOnly(2021, 3, 4),
        [typeof(TimeOnly)] = new TimeOnly(11, 30),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(7),
        [typeof(Uri)] = new Uri("https://example.org/7"),
    };

    /// <summary>
    /// Null: none can be made, as for a type with a private constructor or one that holds itself without end.
    /// </summary>
    public static object? Of(Type type) => Make(type, 0);

    private static object? Make(Type type, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }

        if (Known.TryGetValue(type, out var known))
        {
            return known;
        }

        if (type.IsPrimitive)
        {
            return Convert.ChangeType(7, type, CultureInfo.InvariantCulture);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().LastOrDefault();
        }

        return type.IsGenericType && CrossingTypes.Containers.Contains(type.GetGenericTypeDefinition().FullName!)
            ? MakeContainer(type, depth)
            : MakeObject(type, depth);
    }

    private static object? MakeContainer(Type type, int depth)
    {
        var arguments = type.GetGenericArguments();
        var values = arguments.Select(argument => Make(argument, depth + 1)).ToArray();
        if (values.Contains(null))
        {
            return null;
        }

        var name = type.GetGenericTypeDefinition().Name;
        return name switch
        {
            "Nullable`1" => values[0],
            "IReadOnlyList`1" or "ImmutableList`1" => Call(nameof(ListOf), arguments, values),
            "ImmutableArray`1" => Call(nameof(ArrayOf), arguments, values),
            "IReadOnlyDictionary`2" or "ImmutableDictionary`2" => Call(nameof(DictionaryOf), arguments, values),
            _ when name.StartsWith("KeyValuePair", StringComparison.Ordinal) => Activator.CreateInstance(type, values),
            _ => null,
        };
    }

    private static object? MakeObject(Type type, int depth)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault();
        if (type.IsAbstract || type.IsInterface || type.IsArray || CrossingTypes.IsIn(type, "System")
            || (constructor is null && !type.IsValueType))
        {
            return null;
        }

        var parameters = constructor?.GetParameters() ?? [];
        var arguments = parameters.Select(parameter => Make(parameter.ParameterType, depth + 1)).ToArray();
        if (arguments.Contains(null))
        {
            return null;
        }

        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke(arguments);
        var taken = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties().Where(property =>
            property.CanWrite && property.GetIndexParameters().Length == 0 && !taken.Contains(property.Name)))
        {
            property.SetValue(made, Make(property.PropertyType, depth + 1));
        }

        return made;
    }

    private static object? Call(string method, Type[] arguments, object?[] values) => typeof(Sample)
        .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(arguments)
        .Invoke(null, values);

    private static ImmutableList<T> ListOf<T>(T item) => [item];

    private static ImmutableArray<T> ArrayOf<T>(T item) => [item];

    private static ImmutableDictionary<TKey, TValue> DictionaryOf<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add(key, value);
}
