using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Actors.Server.Demo;

/// <summary>Where this server listens, as a client on this machine reaches it.</summary>
internal sealed class OwnAddress(IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>Gives the address when the server listens.</summary>
    /// <exception cref="InvalidOperationException">It listens nowhere without encryption.</exception>
    public async Task<Uri> WaitAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
        return Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
    }

    /// <summary>The first address without encryption, with a host that can be called.</summary>
    internal static Uri Of(IEnumerable<string> listening)
    {
        var first = listening.FirstOrDefault(address => address.StartsWith("http:", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The demonstration needs an address of this server without encryption.");
        var address = BindingAddress.Parse(first);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
    }
}
