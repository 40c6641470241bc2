using System.Linq.Expressions;
using System.Reflection;

namespace Actors.Engine.Calls;

/// <inheritdoc/>
internal sealed class GrainMethod<TResult> : GrainMethod
{
    private readonly Lazy<Func<object, object?[], Task<TResult>>> _invoke;
    private readonly Func<Task<TResult>, object?> _shape;

    public GrainMethod(Type grainInterface, MethodInfo method)
        : base(grainInterface, method)
    {
        _invoke = new(() => Compile(grainInterface, method));
        var returned = method.ReturnType;
        _shape = returned == typeof(void) ? static _ => null
            : returned == typeof(ValueTask) ? static task => new ValueTask(task)
            : returned == typeof(Task<TResult>) || returned == typeof(Task) ? static task => task
            : static task => new ValueTask<TResult>(task);
    }

    /// <summary>Calls the method on a grain object.</summary>
    public Task<TResult> InvokeAsync(object grain, object?[] arguments) => _invoke.Value(grain, arguments);

    public override object? Send(ActorEngine engine, GrainId target, object?[] arguments)
    {
        var request = new Request<TResult>(engine, this, arguments);
        engine.Send(request, target);
        return IsOneWay ? _shape(Completed.Task) : _shape(request.Answer);
    }

    /// <summary>(grain, arguments) => ((IInterface)grain).Method((T0)arguments[0], …), as a task with a result.</summary>
    private static Func<object, object?[], Task<TResult>> Compile(Type grainInterface, MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object), "grain");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(
            Expression.Convert(grain, grainInterface),
            method,
            method.GetParameters().Select((parameter, index) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));

        var returned = method.ReturnType;
        Expression body = returned == typeof(Task<TResult>) ? call
            : returned == typeof(void) ? Expression.Block(call, Expression.Constant(Completed.Task))
            : Expression.Call(typeof(GrainMethod<TResult>), nameof(ToTaskAsync), null, call);
        return Expression.Lambda<Func<object, object?[], Task<TResult>>>(body, grain, arguments).Compile();
    }

    private static Task<TResult> ToTaskAsync(ValueTask<TResult> task) => task.AsTask();

    private static async Task<TResult> ToTaskAsync(ValueTask task)
    {
        await task;
        return default!;
    }

    private static Task<TResult> ToTaskAsync(Task task)
    {
        return task.IsCompletedSuccessfully ? Completed.Task : WaitAsync(task);

        static async Task<TResult> WaitAsync(Task task)
        {
            await task;
            return default!;
        }
    }

    private static class Completed
    {
        public static readonly Task<TResult> Task = System.Threading.Tasks.Task.FromResult<TResult>(default!);
    }
}
