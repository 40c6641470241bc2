using System.Security.Cryptography;
using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>What an <see cref="EntrantClient"/> is told once. Clients that share their options need less memory.</summary>
public sealed record EntrantClientOptions
{
    private const int Fineness = 1 << 20;

    /// <summary>The server, for example <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The version of the app that the client stands for. Default: <c>1.0.0</c>.</summary>
    public string AppVersion { get; init; } = "1.0.0";

    /// <summary>The system that the client stands for. Default: the one it runs on.</summary>
    public string Platform { get; init; } = ".NET " + Environment.Version.ToString(2);

    /// <summary>In which texts are wanted: a tag of RFC 5646. Default: English.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What the client says of the phone in Hello and Pong; null: nothing.</summary>
    public Condition? Condition { get; init; }

    /// <summary>
    /// Whether prompts are acknowledged when the listener was given them. Default: yes. No: whoever uses the client calls
    /// <see cref="EntrantClient.ConfirmDeliveryAsync"/>.
    /// </summary>
    public bool AcknowledgesPrompts { get; init; } = true;

    /// <summary>
    /// Whether a command waits until the one before is answered. Default: yes. No: whoever uses the client sees to the order.
    /// </summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>The pause after a first failed attempt; it doubles up to <see cref="LongestPause"/>. Default: 0.5 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two attempts. Default: 30 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server is taken for gone when nothing came for so long. Default: 60 s.</summary>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the client shows the server that it is there. Default: 20 s.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wall clock, for pauses. Default: the one of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Draws from 0 to 1: clients that lost one server are not to come back all at once.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(Fineness) / (double)Fineness;

    /// <summary>The version of the protocol that the client says it speaks. Default: the one it does speak.</summary>
    public int ProtocolVersion { get; init; } = Protocol.ProtocolVersion.Current;

    /// <summary>The pause before the next attempt: between half and all of what the number of failures gives.</summary>
    internal TimeSpan PauseAfter(int failures)
    {
        var most = FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        most = most < LongestPause ? most : LongestPause;
        return most * (0.5 + 0.5 * Jitter());
    }
}
