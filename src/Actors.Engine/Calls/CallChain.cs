using System.Text;
using Actors.Engine.Activations;

namespace Actors.Engine.Calls;

/// <summary>The calls that wait for each other.</summary>
internal static class CallChain
{
    /// <summary>
    /// Whether a call that has to wait for an activation comes from a call that runs there: it would wait for ever.
    /// Calls are awaited in this code base, so a chain of callers is a chain of waiting; one-way calls cut it, and so
    /// does a time-out.
    /// </summary>
    public static bool ComesFrom(Request request, Activation activation, in RunningCalls running)
    {
        for (var caller = request.Parent; caller is not null; caller = caller.IsAbandoned ? null : caller.Parent)
        {
            if (caller.Target == activation && running.IsWaitedFor(caller))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From the first caller to <paramref name="last"/>.</summary>
    public static string Describe(Request last)
    {
        var text = new StringBuilder();
        for (var request = last; request is not null; request = request.Parent)
        {
            var link = $"{request.Target?.GrainId.Type}: {request.Name}";
            text.Insert(0, text.Length == 0 ? link : $"{link} → ");
        }

        return text.ToString();
    }
}
