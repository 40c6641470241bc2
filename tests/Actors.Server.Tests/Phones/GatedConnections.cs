using Actors.Server.Phones;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Server.Tests.Phones;

/// <summary>What the server tells phones does not leave it while the gate is closed: they take nothing.</summary>
internal sealed class GatedConnections()
    : DefaultHubLifetimeManager<EntrantHub>(NullLogger<DefaultHubLifetimeManager<EntrantHub>>.Instance)
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether what is sent from now on is held, for good.</summary>
    public bool IsClosed { get; set; } = true;

    /// <summary>Completes when something is held.</summary>
    public Task Held => _held.Task;

    public override Task SendConnectionAsync(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        if (!IsClosed)
        {
            return base.SendConnectionAsync(connectionId, methodName, args, cancellationToken);
        }

        _held.TrySetResult();
        return new TaskCompletionSource().Task;
    }
}
