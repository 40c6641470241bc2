using Actors.Privacy.Records;

namespace Actors.Server.Hosting;

/// <summary>Checks at start that the master keys fit the database; the server does not start otherwise.</summary>
internal sealed class KeyCheck(MasterKeyCheck check) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => check.RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
