namespace Actors.Engine.Calls;

/// <summary>
/// A call could never be answered, because the grain it goes to waits for the very chain of calls it belongs to. In
/// Orleans the same call ends in a <see cref="TimeoutException"/> after the response time-out; here it is known at
/// once.
/// </summary>
internal sealed class DeadlockException(string message) : TimeoutException(message)
{
    /// <summary>The chain is read now: it is cut when its calls end.</summary>
    public static DeadlockException For(Request request) => new(
        $"{request.Name} on {request.Target!.GrainId} would never be answered: the grain waits for it. Chain of calls: "
        + $"{CallChain.Describe(request)}. Make the method [AlwaysInterleave], the class [Reentrant], or the call [OneWay].");
}
