namespace Actors.Client.Transport;

/// <summary>Clients of hubs are given services and need none.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
