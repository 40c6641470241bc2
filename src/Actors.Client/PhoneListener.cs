using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>
/// What a client is told by the server. Override what is of interest. Calls come one after another; while one runs the next
/// message waits. One listener may serve many clients.
/// </summary>
public abstract class PhoneListener
{
    /// <summary>Connected, at first or again; prompts that were missed are in the homes.</summary>
    public virtual Task OnWelcomeAsync(EntrantClient client, Welcome welcome) => Task.CompletedTask;

    /// <summary>A prompt is to be shown.</summary>
    public virtual Task OnPromptAsync(EntrantClient client, PromptMessage message) => Task.CompletedTask;

    /// <summary>The home screen of a person changed.</summary>
    public virtual Task OnHomeAsync(EntrantClient client, Home home) => Task.CompletedTask;

    /// <summary>Something to read.</summary>
    public virtual Task OnNoticeAsync(EntrantClient client, Notice notice) => Task.CompletedTask;

    /// <summary>
    /// A call is announced, rings, goes on or has ended. While this runs no other message comes: who answers the call does so
    /// beside it.
    /// </summary>
    public virtual Task OnCallAsync(EntrantClient client, VideoCall video) => Task.CompletedTask;

    /// <summary>What the machine says of one picture of a call.</summary>
    public virtual Task OnCallFeedbackAsync(EntrantClient client, CallFeedback feedback) => Task.CompletedTask;

    /// <summary>The server asks for a sign of life.</summary>
    /// <returns>What the phone says of itself; the client sends it.</returns>
    public virtual Task<Condition?> OnPingAsync(EntrantClient client, Ping ping) => Task.FromResult(client.Options.Condition);

    /// <summary>The connection is gone. The client tries again unless it was stopped.</summary>
    /// <param name="client">Whose.</param>
    /// <param name="exception">Why; null: the server said goodbye.</param>
    public virtual Task OnDisconnectedAsync(EntrantClient client, Exception? exception) => Task.CompletedTask;
}
