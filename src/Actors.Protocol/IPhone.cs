using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// Methods of a phone that the server calls. The names of the methods are the names on the wire. A phone ignores methods that
/// it does not know.
/// </summary>
public interface IPhone
{
    /// <summary>
    /// Shows a prompt or a reminder of one. A prompt with the handle of one already shown replaces it, because its closing
    /// time may have moved. The phone confirms by <see cref="IEntrantHub.Delivered"/>.
    /// </summary>
    Task ShowPrompt(PromptMessage message);

    /// <summary>Replaces the home screen of a person.</summary>
    Task HomeChanged(Home home);

    /// <summary>Shows a message to read.</summary>
    Task Notice(Notice notice);

    /// <summary>Asks for <see cref="IEntrantHub.Pong"/>.</summary>
    Task Ping(Ping ping);

    /// <summary>The server lost messages for this phone: the phone sends Hello again on this connection.</summary>
    Task Resync(Resync resync);

    /// <summary>
    /// The server is about to stop: the phone closes this connection and makes a new one, which another server takes, at a
    /// random moment within the given time.
    /// </summary>
    Task Reconnect(Reconnect reconnect);

    /// <summary>
    /// Shows the present state of a call. While it rings, the phone rings and confirms by <see cref="IEntrantHub.CallShown"/>.
    /// </summary>
    Task CallChanged(VideoCall video);

    /// <summary>Shows the judgement of one picture.</summary>
    Task CallFeedback(CallFeedback feedback);

    /// <summary>
    /// The officer at the airport tests location and camera. The phone answers each by <see cref="IEntrantHub.ReportTest"/>.
    /// </summary>
    Task RunTests(PhoneTests tests);
}
