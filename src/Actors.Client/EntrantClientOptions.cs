using System.Net;
using System.Security.Cryptography;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>Settings of an <see cref="EntrantClient"/>. Clients that share one instance need less memory.</summary>
public sealed record EntrantClientOptions
{
    private const int JitterSteps = 1 << 20;

    /// <summary>The server, for example <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// Other servers of the same cluster. The client starts at any server and moves to another one after each lost connection
    /// or failed attempt. Default: none.
    /// </summary>
    public IReadOnlyList<Uri> OtherServers { get; init; } = [];

    /// <summary>The version of the app that the client stands for. Default: <c>1.0.0</c>.</summary>
    public string AppVersion { get; init; } = "1.0.0";

    /// <summary>The system that the client stands for. Default: the .NET version.</summary>
    public string Platform { get; init; } = ".NET " + Environment.Version.ToString(2);

    /// <summary>The wanted language of texts, a tag of RFC 5646. Default: English.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The condition of the phone that the client sends in Hello and Pong; null to send none.</summary>
    public Condition? Condition { get; init; }

    /// <summary>
    /// Whether the client confirms prompts and ringing calls once the listener has returned. If false, the caller confirms
    /// by <see cref="EntrantClient.ConfirmDeliveryAsync"/>. Default: true.
    /// </summary>
    public bool AcknowledgesPrompts { get; init; } = true;

    /// <summary>
    /// Whether a command waits for the answer to the one before. If false, the caller keeps the order. Default: true.
    /// </summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>The pause after the first failure; it doubles up to <see cref="MaxPause"/>. Default: 0.5 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two attempts. Default: 30 s.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which the client gives up a connection; the server is heard every 5 s. Default: 12 s.</summary>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How often the client sends a sign of life. Default: 20 s.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wall clock, for pauses. Default: the clock of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Draws from 0 to below 1 for pauses and for the choice of a server, so that clients of a lost server do not all come
    /// back at once to the same one. Default: a random number.
    /// </summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps;

    /// <summary>The version of the protocol that the client announces. Default: the one that it speaks.</summary>
    public int ProtocolVersion { get; init; } = Protocol.ProtocolVersion.Current;

    /// <summary>The pause before the next attempt: between half and all of the doubled pause.</summary>
    internal TimeSpan PauseAfter(int failures)
    {
        var longest = FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        longest = longest < MaxPause ? longest : MaxPause;
        return longest * (0.5 + 0.5 * Jitter());
    }

    /// <summary>Any server for the first attempt, then any except the last one, if there is more than one.</summary>
    /// <param name="last">The server of the attempt before; null if there was none.</param>
    internal Uri ChooseServer(Uri? last)
    {
        if (OtherServers.Count == 0)
        {
            return Server;
        }

        Uri[] servers = last is null ? [Server, .. OtherServers] : [.. OtherServers.Prepend(Server).Where(one => one != last)];
        return servers.Length == 0 ? Server : servers[Math.Min((int)(Jitter() * servers.Length), servers.Length - 1)];
    }
}

/// <summary>
/// Receives what the server sends to a client. Override the methods of interest. The client calls them one after another: the
/// next message waits until a method has ended. One listener may serve many clients.
/// </summary>
public abstract class PhoneListener
{
    /// <summary>The client is about to say Hello, on a new connection or again.</summary>
    public virtual void OnHello(EntrantClient client)
    {
    }

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

    /// <summary>
    /// An officer at the airport tests the phone. Answer by <see cref="EntrantClient.ReportTestAsync"/>.
    /// </summary>
    public virtual Task OnTestsAsync(EntrantClient client, PhoneTests tests) => Task.CompletedTask;

    /// <summary>The server asks for a sign of life.</summary>
    /// <returns>The condition of the phone, which the client sends; null if it is the same as before.</returns>
    public virtual Task<Condition?> OnPingAsync(EntrantClient client, Ping ping) => Task.FromResult(client.Options.Condition);

    /// <summary>The connection is lost. The client connects again unless it was stopped.</summary>
    /// <param name="client">The client.</param>
    /// <param name="exception">The cause; null if the server closed the connection.</param>
    public virtual Task OnDisconnectedAsync(EntrantClient client, Exception? exception) => Task.CompletedTask;
}

/// <summary>The server refused a message for a named reason.</summary>
public sealed class RefusedException(ProtocolError error, Exception? inner = null) : Exception(error.ToString(), inner)
{
    /// <summary>The reason.</summary>
    public ProtocolError Error { get; } = error;

    /// <summary>Whether the server may accept the same message a little later.</summary>
    internal bool IsTransient => Error.Code is ErrorCode.Busy or ErrorCode.Unavailable or ErrorCode.TooManyMessages;
}

/// <summary>The server does not accept the token. Another attempt does not help.</summary>
public sealed class SignInRefusedException(HttpStatusCode status)
    : Exception($"The server does not accept the token: it answered {(int)status}.")
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;
}
