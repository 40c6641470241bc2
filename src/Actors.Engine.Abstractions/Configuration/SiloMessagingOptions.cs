namespace Orleans.Configuration;

/// <summary>How calls are waited for and queued in a server process.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How many calls may wait for one activation; more are refused. 0: no limit.</summary>
    /// <value>0.</value>
    public int MaxEnqueuedRequestsHardLimit { get; set; }
}
