using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Actors.Server.Edge;

/// <summary>
/// Listens as Kestrel's sockets do, and asks the gate about each connection before anything is spent on it. The management port
/// has a gate of its own, so that operators get in whatever strangers do.
/// </summary>
internal sealed class GatedListenerFactory(
    IOptions<SocketTransportOptions> options, ConnectionGate gate, ManagementOptions management, EdgeMeter meter,
    TimeProvider time, ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private const int OperatorConnections = 32;

    private readonly ILogger<GatedListener> _logger = loggers.CreateLogger<GatedListener>();

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or UnixDomainSocketEndPoint or FileHandleEndPoint;

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket;
        try
        {
            socket = options.Value.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(exception.Message, exception);
        }

        socket.Listen(options.Value.Backlog);
        var settings = new SocketConnectionFactoryOptions
        {
            IOQueueCount = options.Value.IOQueueCount,
            WaitForDataBeforeAllocatingBuffer = options.Value.WaitForDataBeforeAllocatingBuffer,
            MaxReadBufferSize = options.Value.MaxReadBufferSize,
            MaxWriteBufferSize = options.Value.MaxWriteBufferSize,
            UnsafePreferInlineScheduling = options.Value.UnsafePreferInlineScheduling,
        };
        var contexts = new SocketConnectionContextFactory(settings, loggers.CreateLogger<SocketConnectionContextFactory>());
        return new(new GatedListener(socket, contexts, GateOf(socket.LocalEndPoint!), time, _logger));
    }

    private ConnectionGate GateOf(EndPoint bound) => management.IsAt(bound)
        ? new(
            new() { Max = OperatorConnections, MaxPerAddress = OperatorConnections }, meter, time,
            loggers.CreateLogger<ConnectionGate>(), isPublic: false)
        : gate;
}

/// <summary>A listening socket with a gate.</summary>
internal sealed partial class GatedListener(
    Socket socket, SocketConnectionContextFactory contexts, ConnectionGate gate, TimeProvider time,
    ILogger<GatedListener> logger) : IConnectionListener
{
    /// <summary>Connections of strangers that are closed at once when there is no descriptor left.</summary>
    private const int ShedAtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private bool _isFailing;

    /// <inheritdoc/>
    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync(cancellationToken);
                _isFailing = false;
                if (Admit(accepted) is { } connection)
                {
                    return connection;
                }
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException
                or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
            catch (SocketException exception)
            {
                // A peer that went again is no reason to wait; a process without descriptors or memory is.
                if (exception.SocketErrorCode is not (SocketError.ConnectionAborted or SocketError.ConnectionReset))
                {
                    await ShedAsync(exception);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private ConnectionContext? Admit(Socket accepted)
    {
        ConnectionContext? connection = null;
        AdmittedConnection? admitted = null;
        try
        {
            admitted = gate.Admit(accepted.RemoteEndPoint, () => Close(Volatile.Read(ref connection), accepted));
            if (admitted is not null)
            {
                if (accepted.LocalEndPoint is IPEndPoint)
                {
                    accepted.NoDelay = true;
                }

                connection = contexts.Create(accepted);
                connection.Features.Set(admitted);
                connection.ConnectionClosed.Register(admitted.Leave);
                return connection;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            admitted?.Leave(); // The peer has gone again, or it was closed to make room.
        }

        accepted.Dispose();
        return null;
    }

    private static void Close(ConnectionContext? connection, Socket accepted)
    {
        if (connection is null)
        {
            accepted.Dispose();
        }
        else
        {
            connection.Abort(new ConnectionAbortedException("There are too many connections."));
        }
    }

    private async Task ShedAsync(SocketException exception)
    {
        gate.Shed(ShedAtOnce);
        if (!_isFailing)
        {
            _isFailing = true;
            LogFailing(exception.SocketErrorCode);
        }

        await Task.Delay(Pause, time);
    }

    [LoggerMessage(LogLevel.Error,
        "No connection can be accepted ({Reason}). Connections of strangers are closed, and it is tried again. Raise the "
        + "limit of descriptors, or Connections:ReservedDescriptors. See docs/runbooks/overload.md.")]
    private partial void LogFailing(SocketError reason);
}
