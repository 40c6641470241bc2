namespace Actors.Protocol;

/// <summary>The names of the hub of phones on the wire.</summary>
public static class EntrantHubNames
{
    /// <summary>Its address on the server. WebSockets only, without negotiation, in SignalR's JSON protocol.</summary>
    public const string Path = "/hubs/entrant";

    /// <summary><see cref="IEntrantHub.Hello"/>.</summary>
    public const string Hello = nameof(IEntrantHub.Hello);

    /// <summary><see cref="IEntrantHub.CheckIn"/>.</summary>
    public const string CheckIn = nameof(IEntrantHub.CheckIn);

    /// <summary><see cref="IEntrantHub.ReportLocation"/>.</summary>
    public const string ReportLocation = nameof(IEntrantHub.ReportLocation);

    /// <summary><see cref="IEntrantHub.ReportHealth"/>.</summary>
    public const string ReportHealth = nameof(IEntrantHub.ReportHealth);

    /// <summary><see cref="IEntrantHub.Delivered"/>.</summary>
    public const string Delivered = nameof(IEntrantHub.Delivered);

    /// <summary><see cref="IEntrantHub.Opened"/>.</summary>
    public const string Opened = nameof(IEntrantHub.Opened);

    /// <summary><see cref="IEntrantHub.Pong"/>.</summary>
    public const string Pong = nameof(IEntrantHub.Pong);

    /// <summary><see cref="IEntrantHub.GetHome"/>.</summary>
    public const string GetHome = nameof(IEntrantHub.GetHome);

    /// <summary><see cref="IEntrantHub.GetTimeline"/>.</summary>
    public const string GetTimeline = nameof(IEntrantHub.GetTimeline);

    /// <summary><see cref="IEntrantHub.RequestCall"/>.</summary>
    public const string RequestCall = nameof(IEntrantHub.RequestCall);

    /// <summary><see cref="IEntrantHub.CallShown"/>.</summary>
    public const string CallShown = nameof(IEntrantHub.CallShown);

    /// <summary><see cref="IEntrantHub.AnswerCall"/>.</summary>
    public const string AnswerCall = nameof(IEntrantHub.AnswerCall);

    /// <summary><see cref="IEntrantHub.DeclineCall"/>.</summary>
    public const string DeclineCall = nameof(IEntrantHub.DeclineCall);

    /// <summary><see cref="IEntrantHub.AskForPerson"/>.</summary>
    public const string AskForPerson = nameof(IEntrantHub.AskForPerson);

    /// <summary><see cref="IEntrantHub.ReportCallPlace"/>.</summary>
    public const string ReportCallPlace = nameof(IEntrantHub.ReportCallPlace);

    /// <summary><see cref="IPhone.ShowPrompt"/>.</summary>
    public const string ShowPrompt = nameof(IPhone.ShowPrompt);

    /// <summary><see cref="IPhone.HomeChanged"/>.</summary>
    public const string HomeChanged = nameof(IPhone.HomeChanged);

    /// <summary><see cref="IPhone.Notice"/>.</summary>
    public const string Notice = nameof(IPhone.Notice);

    /// <summary><see cref="IPhone.Ping"/>.</summary>
    public const string Ping = nameof(IPhone.Ping);

    /// <summary><see cref="IPhone.Resync"/>.</summary>
    public const string Resync = nameof(IPhone.Resync);

    /// <summary><see cref="IPhone.CallChanged"/>.</summary>
    public const string CallChanged = nameof(IPhone.CallChanged);

    /// <summary><see cref="IPhone.CallFeedback"/>.</summary>
    public const string CallFeedback = nameof(IPhone.CallFeedback);
}
