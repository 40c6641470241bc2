using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Actors.Server.Demo;

/// <summary>The address of this server for clients on this machine.</summary>
internal sealed class OwnAddress(IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>Returns the address as soon as the server listens.</summary>
    /// <exception cref="InvalidOperationException">The server listens with encryption only.</exception>
    public async Task<Uri> WaitAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
        return Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
    }

    /// <summary>The first address without encryption; a wildcard host becomes <c>localhost</c>.</summary>
    internal static Uri Of(IEnumerable<string> listening)
    {
        var first = listening.FirstOrDefault(address => address.StartsWith("http:", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The demo needs an http: address in the setting Urls.");
        var address = BindingAddress.Parse(first);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
    }
}
