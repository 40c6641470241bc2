using Actors.Privacy.Records;

namespace Actors.Server.Hosting;

/// <summary>Keeps the server from starting with keys that do not fit its database.</summary>
internal sealed class KeyCheck(MasterKeyCheck check) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => check.RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
