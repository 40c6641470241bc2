using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, each known by its own reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);
