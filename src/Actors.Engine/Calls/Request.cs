using Actors.Engine.Activations;

namespace Actors.Engine.Calls;

/// <summary>One call on its way: it waits for its turn at an activation, runs there, and answers its caller.</summary>
internal abstract class Request : ITurn
{
    // Which request the code on this logical thread of control works for. It follows every await.
    private static readonly AsyncLocal<Request?> CurrentOfFlow = new();

    /// <summary>The request for which the running code works; null outside grains.</summary>
    public static Request? Current
    {
        get => CurrentOfFlow.Value;
        protected set => CurrentOfFlow.Value = value;
    }

    /// <summary>The request whose code made this call and waits for it; null when nobody in a grain does.</summary>
    public Request? Parent { get; protected set; }

    /// <summary>The activation that runs it, once one has taken it.</summary>
    public Activation? Target { get; private set; }

    /// <summary>When the caller sent it, as a timestamp of the engine's message clock.</summary>
    public long SentAt { get; init; }

    /// <summary>Neighbours in the list of unanswered calls.</summary>
    public Request? Next { get; set; }

    /// <summary>Neighbours in the list of unanswered calls.</summary>
    public Request? Previous { get; set; }

    /// <summary>Which list of unanswered calls it is in; −1: none.</summary>
    public int Stripe { get; set; } = -1;

    /// <summary>How many activations have handed it on because they left before their first call.</summary>
    public int Forwards { get; set; }

    public abstract CallTraits Traits { get; }

    /// <summary>Interface and method, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Nobody waits any longer: it need not start.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>How long the caller waits; null: the default.</summary>
    public virtual TimeSpan? Timeout => null;

    /// <summary>Called by the activation that takes the request, before it waits or runs.</summary>
    public void Accept(Activation target) => Target = target;

    /// <summary>Runs the request in a turn of its target. Never throws.</summary>
    public abstract void Begin();

    /// <summary>Answers with a failure in place of a result. Later answers are ignored.</summary>
    public abstract void Fail(Exception exception);
}
