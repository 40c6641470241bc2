using System.Diagnostics.CodeAnalysis;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Benchmarks.Wire;

/// <summary>A hub that takes the same messages as ours and does nothing with them.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Methods of a hub belong to an instance.")]
[SuppressMessage("Style", "IDE0060", Justification = "The messages are read, like those of the real hub.")]
public sealed class EmptyHub : Hub
{
    private static readonly Receipt Taken = new("location-received", "Your location was received.");

    /// <summary>Welcomes.</summary>
    public Welcome Hello(Hello hello) =>
        new(ProtocolVersion.Current, TimeProvider.System.GetUtcNow(), 1, new string('0', 32), hello.Language, []);

    /// <summary>Answers.</summary>
    public Receipt ReportLocation(LocationReport report) => Taken;
}
