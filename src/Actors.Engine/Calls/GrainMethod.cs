using System.Reflection;
using Orleans.Concurrency;

namespace Actors.Engine.Calls;

/// <summary>One method of a grain interface, as the engine calls it.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(Type grainInterface, MethodInfo method)
    {
        Method = method;
        InterfaceName = grainInterface.FullName ?? grainInterface.Name;
        Name = $"{grainInterface.Name}.{method.Name}";
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        Traits = (method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? CallTraits.AlwaysInterleave : 0)
            | (method.IsDefined(typeof(ReadOnlyAttribute)) ? CallTraits.ReadOnly : 0)
            | (method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void) ? CallTraits.OneWay : 0);
    }

    public MethodInfo Method { get; }

    public string InterfaceName { get; }

    /// <summary>Interface and method, for messages.</summary>
    public string Name { get; }

    public CallTraits Traits { get; }

    /// <summary>How long callers wait; null: the default.</summary>
    public TimeSpan? Timeout { get; }

    public bool IsOneWay => (Traits & CallTraits.OneWay) != 0;

    /// <summary>Reads a method of a grain interface.</summary>
    /// <exception cref="NotSupportedException">A grain cannot be called that way.</exception>
    public static GrainMethod Create(Type grainInterface, MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
        {
            throw new NotSupportedException(
                $"{grainInterface.Name}.{method.Name} is generic. Give it concrete parameters: "
                + "the embedded engine has no generic calls.");
        }

        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
        {
            throw new NotSupportedException(
                $"{grainInterface.Name}.{method.Name} has a ref or out parameter. Return what it hands back.");
        }

        var returned = method.ReturnType;
        var result = returned == typeof(Task) || returned == typeof(ValueTask) || returned == typeof(void)
            ? typeof(NoResult)
            : returned.IsGenericType && (returned.GetGenericTypeDefinition() == typeof(Task<>)
                || returned.GetGenericTypeDefinition() == typeof(ValueTask<>))
                ? returned.GetGenericArguments()[0]
                : throw new NotSupportedException(
                    $"{grainInterface.Name}.{method.Name} returns {returned.Name}. "
                    + "Grain methods return Task, Task<T>, ValueTask or ValueTask<T>.");

        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), grainInterface, method)!;
    }

    /// <summary>Sends a call and returns what the interface method returns.</summary>
    public abstract object? Send(ActorEngine engine, GrainId target, object?[] arguments);
}
