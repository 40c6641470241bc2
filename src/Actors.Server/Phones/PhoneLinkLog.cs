using Actors.Domain.Stays;

namespace Actors.Server.Phones;

/// <summary>What is written down about connections of phones.</summary>
internal sealed partial class PhoneLinkLog(ILogger<PhoneLink> log)
{
    [LoggerMessage(1, LogLevel.Information, "The phone of {Person} is cut off: too many messages wait for it.")]
    public partial void Overflow(EntrantId person);

    [LoggerMessage(2, LogLevel.Information, "The phone of {Person} is cut off: it took no message for {Timeout}.")]
    public partial void Stall(EntrantId person, TimeSpan timeout);

    [LoggerMessage(3, LogLevel.Warning, "The phone of {Person} is cut off: it could not be told something.")]
    public partial void SendFailed(EntrantId person, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "A phone could not be made known to {Person} again; it is asked for a new Hello.")]
    public partial void RenewFailed(EntrantId person, Exception exception);

    [LoggerMessage(5, LogLevel.Debug, "{Person} could not be told that a phone is gone.")]
    public partial void DisconnectFailed(EntrantId person, Exception exception);
}
