using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// Methods of the server that a phone calls. The names of the methods are the names on the wire. The server answers a method
/// after its effect is durable. It answers a command by a <see cref="Receipt"/>, accepted or refused; every other failure is
/// an error of the invocation whose text is a <see cref="ProtocolError"/>.
/// </summary>
public interface IEntrantHub
{
    /// <summary>
    /// The address of the hub on the server: WebSockets only, with or without negotiation, in SignalR's JSON protocol.
    /// </summary>
    const string Path = "/hubs/entrant";

    /// <summary>The first message of every connection. The answer brings everything that the phone missed.</summary>
    Task<Welcome> Hello(Hello hello);

    /// <summary>Renews the token of the phone.</summary>
    Task<RenewedToken> RenewToken(TokenRenewal renewal);

    /// <summary>The person is at the place of stay.</summary>
    Task<Receipt> CheckIn(CheckIn checkIn);

    /// <summary>Reports a position, as the answer to a prompt or unasked.</summary>
    Task<Receipt> ReportLocation(LocationReport report);

    /// <summary>Reports how the person feels.</summary>
    Task<Receipt> ReportHealth(HealthReport report);

    /// <summary>Confirms that prompts reached the phone. Without this proof a prompt never counts as missed.</summary>
    Task Delivered(Delivery delivery);

    /// <summary>The person opened a prompt.</summary>
    Task Opened(Opening opening);

    /// <summary>Answers <see cref="IPhone.Ping"/>.</summary>
    Task Pong(Pong pong);

    /// <summary>Reads the home screen of a person.</summary>
    Task<Home> GetHome(HomeRequest request);

    /// <summary>Reads the record of a person, one page at a time back to the start of the stay.</summary>
    Task<TimelinePage> GetTimeline(TimelineRequest request);

    /// <summary>Subscribes the phone to push, in place of what it had before.</summary>
    Task SubscribePush(PushSubscription subscription);

    /// <summary>Ends the subscription to push.</summary>
    Task UnsubscribePush(PushCancellation cancellation);

    /// <summary>Asks for a call now. It rings at once; a call that waits rings now instead.</summary>
    Task RequestCall(CallRequest request);

    /// <summary>Confirms that a call rings on the phone. Without this proof a call never counts as unanswered.</summary>
    Task CallShown(CallReference reference);

    /// <summary>Answers a call, or restores its connection after a loss or a change of network.</summary>
    Task<CallAnswer> AnswerCall(CallOffer offer);

    /// <summary>Declines a call, which then rings later, or hangs up.</summary>
    Task DeclineCall(CallReference reference);

    /// <summary>Asks for a member of staff. The call continues.</summary>
    Task AskForPerson(CallReference reference);

    /// <summary>Reports the position of the phone during a call.</summary>
    Task<Receipt> ReportCallPlace(CallPlace place);

    /// <summary>Answers one of the tests of <see cref="IPhone.RunTests"/>.</summary>
    Task ReportTest(TestReport report);

    /// <summary>Asks for the code that the officer at the airport scans.</summary>
    Task<InspectionCode> GetInspectionCode(InspectionCodeRequest request);

    /// <summary>Asks whom to call about one's health.</summary>
    Task<CentreList> FindCentres(CentreRequest request);
}
