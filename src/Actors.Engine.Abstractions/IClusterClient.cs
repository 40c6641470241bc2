namespace Orleans;

/// <summary>The grain factory for code outside grains, such as hubs and endpoints.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the process.</summary>
    IServiceProvider ServiceProvider { get; }
}
