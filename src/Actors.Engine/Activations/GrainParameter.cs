using System.Reflection;
using Actors.Engine.State;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Activations;

/// <summary>Where the constructor parameters of grains come from.</summary>
internal static class GrainParameter
{
    /// <summary>
    /// A function that gives the value for a new activation: a state, the activation itself, or a service.
    /// </summary>
    public static Func<Activation, object?> Resolve(ActorEngine engine, Type grain, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>)
                ? StateFacet.Create(engine, state, type.GetGenericArguments()[0])
                : throw new OrleansException(
                    $"Parameter {parameter.Name} of {grain.FullName} is marked as persistent state "
                    + "but is no IPersistentState<T>.");
        }

        if (type == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return _ => engine.ServiceProvider.GetRequiredKeyedService(type, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? _ => engine.ServiceProvider.GetService(type) ?? parameter.DefaultValue
            : _ => engine.ServiceProvider.GetRequiredService(type);
    }
}
