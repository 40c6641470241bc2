using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

internal static partial class ObserverLog
{
    [LoggerMessage(LogLevel.Debug, "Forgot an observer of {Interface}: telling it failed with {Failure}.")]
    public static partial void Forgotten(ILogger log, string @interface, string failure);
}
