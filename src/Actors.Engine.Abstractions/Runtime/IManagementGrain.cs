namespace Orleans.Runtime;

/// <summary>The engine's own grain for those who run it. Its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Deactivates what has been idle for that long, and returns when it is done.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();
}
