using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// What a phone asks the server. Names of methods are the names on the wire. What is acknowledged is durable. A command is
/// answered by a <see cref="Receipt"/>, refused or not; whatever else fails comes as an error of the invocation whose text is
/// a <see cref="ProtocolError"/>.
/// </summary>
public interface IEntrantHub
{
    /// <summary>The first message of every connection: who speaks which version, and what was missed.</summary>
    Task<Welcome> Hello(Hello hello);

    /// <summary>The person is at the place of stay.</summary>
    Task<Receipt> CheckIn(CheckIn checkIn);

    /// <summary>A position, as the answer to a prompt or without being asked.</summary>
    Task<Receipt> ReportLocation(LocationReport report);

    /// <summary>How the person feels.</summary>
    Task<Receipt> ReportHealth(HealthReport report);

    /// <summary>Prompts reached the phone: the proof without which nothing counts as missed.</summary>
    Task Delivered(Delivery delivery);

    /// <summary>The person looked at a prompt.</summary>
    Task Opened(Opening opening);

    /// <summary>The answer to <see cref="IPhone.Ping"/>: a sign of life.</summary>
    Task Pong(Pong pong);

    /// <summary>What the phone is to show of a person now.</summary>
    Task<Home> GetHome(HomeRequest request);

    /// <summary>What was recorded about a person, a page at a time back to the beginning of the stay.</summary>
    Task<TimelinePage> GetTimeline(TimelineRequest request);

    /// <summary>The person wants to be called now: it rings at once. One that waits rings now instead.</summary>
    Task RequestCall(CallRequest request);

    /// <summary>A call rings on the phone: the proof without which nobody counts as not answering.</summary>
    Task CallShown(CallReference reference);

    /// <summary>The person answers; also when the connection of a call is lost and made anew.</summary>
    Task<CallAnswer> AnswerCall(CallOffer offer);

    /// <summary>The person does not want to be called now, or hangs up: it rings later.</summary>
    Task DeclineCall(CallReference reference);

    /// <summary>The person wants to speak to somebody. The call goes on.</summary>
    Task AskForPerson(CallReference reference);

    /// <summary>Where the phone is during a call.</summary>
    Task<Receipt> ReportCallPlace(CallPlace place);
}
