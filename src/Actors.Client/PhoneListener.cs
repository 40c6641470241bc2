using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>
/// Receives what the server sends to a client. Override the methods of interest. The client calls them one after another: the
/// next message waits until a method has ended. One listener may serve many clients.
/// </summary>
public abstract class PhoneListener
{
    /// <summary>The client is connected, first or again. The homes hold the prompts that it missed.</summary>
    public virtual Task OnWelcomeAsync(EntrantClient client, Welcome welcome) => Task.CompletedTask;

    /// <summary>The server sends a prompt.</summary>
    public virtual Task OnPromptAsync(EntrantClient client, PromptMessage message) => Task.CompletedTask;

    /// <summary>The home screen of a person has changed.</summary>
    public virtual Task OnHomeAsync(EntrantClient client, Home home) => Task.CompletedTask;

    /// <summary>The server sends a message to read.</summary>
    public virtual Task OnNoticeAsync(EntrantClient client, Notice notice) => Task.CompletedTask;

    /// <summary>The state of a call has changed. Answer a call in a task of its own, outside this method.</summary>
    public virtual Task OnCallAsync(EntrantClient client, VideoCall video) => Task.CompletedTask;

    /// <summary>The server has judged one picture of a call.</summary>
    public virtual Task OnCallFeedbackAsync(EntrantClient client, CallFeedback feedback) => Task.CompletedTask;

    /// <summary>The server asks for a sign of life.</summary>
    /// <returns>The condition of the phone, which the client sends; null if it is the same as before.</returns>
    public virtual Task<Condition?> OnPingAsync(EntrantClient client, Ping ping) => Task.FromResult(client.Options.Condition);

    /// <summary>The connection is lost. The client connects again unless it was stopped.</summary>
    /// <param name="client">The client.</param>
    /// <param name="exception">The cause; null if the server closed the connection.</param>
    public virtual Task OnDisconnectedAsync(EntrantClient client, Exception? exception) => Task.CompletedTask;
}
