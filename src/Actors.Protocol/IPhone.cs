using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// What the server tells a phone. Names of methods are the names on the wire. A phone ignores messages that it does not know.
/// </summary>
public interface IPhone
{
    /// <summary>
    /// Shows a prompt or reminds of one. One with the handle of a prompt that is shown already takes its place: there may be
    /// more time for it now. The phone acknowledges it by <see cref="IEntrantHub.Delivered"/>.
    /// </summary>
    Task ShowPrompt(PromptMessage message);

    /// <summary>Shows the home screen of a person anew.</summary>
    Task HomeChanged(Home home);

    /// <summary>Something to read.</summary>
    Task Notice(Notice notice);

    /// <summary>Asks for <see cref="IEntrantHub.Pong"/>.</summary>
    Task Ping(Ping ping);

    /// <summary>The server has lost the thread: the phone says Hello again on this connection.</summary>
    Task Resync(Resync resync);

    /// <summary>
    /// Shows a call as it stands. While it rings the phone rings too and acknowledges it by
    /// <see cref="IEntrantHub.CallShown"/>.
    /// </summary>
    Task CallChanged(VideoCall video);

    /// <summary>What the machine says of one picture.</summary>
    Task CallFeedback(CallFeedback feedback);
}
