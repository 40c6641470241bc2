using System.Reflection;
using Actors.Engine.Activations;

namespace Actors.Engine.Calls;

/// <summary>A call as its filters see it: each goes on to the next, the last one to the grain.</summary>
internal sealed class GrainCallContext<TResult>(
    IIncomingGrainCallFilter[] filters,
    GrainMethod<TResult> method,
    Activation target,
    object grain,
    object?[] arguments,
    Activation? source) : IIncomingGrainCallContext
{
    private int _position;

    public object Grain => grain;

    public GrainId? SourceId => source?.GrainId;

    public GrainId TargetId => target.GrainId;

    public string InterfaceName => method.InterfaceName;

    public string MethodName => method.Method.Name;

    public MethodInfo InterfaceMethod => method.Method;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = grain.GetType().GetInterfaceMap(method.Method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method.Method)];
        }
    }

    public object? Result { get; set; }

    public static async Task<TResult> RunAsync(
        IIncomingGrainCallFilter[] filters,
        GrainMethod<TResult> method,
        Activation target,
        object grain,
        object?[] arguments,
        Activation? source)
    {
        var context = new GrainCallContext<TResult>(filters, method, target, grain, arguments, source);
        await context.Invoke();
        return context.Result is null ? default! : (TResult)context.Result;
    }

    public async Task Invoke()
    {
        if (_position < filters.Length)
        {
            await filters[_position++].Invoke(this);
        }
        else
        {
            Result = await method.InvokeAsync(grain, arguments);
        }
    }
}
