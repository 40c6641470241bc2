using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>A coturn on loopback, which is gone with the test.</summary>
internal sealed class TurnServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/turnserver";
    private const string Account = "phone";
    private const string Password = "through-the-relay";

    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort();
    private readonly Process _process;
    private Task _reading = Task.CompletedTask;

    private TurnServer()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException(
                "These tests need coturn, and there is none. ./build.sh installs it on Debian (package coturn).");
        }

        _process = Process.Start(StartInfo())!;
    }

    /// <summary>Starts one.</summary>
    public static async Task<TurnServer> StartAsync()
    {
        var server = new TurnServer();
        try
        {
            while (await server._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.Contains("UDP listener opened on", StringComparison.Ordinal))
                {
                    // The rest is read and dropped, so that the process never blocks on a full pipe.
                    server._reading = server._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return server;
                }
            }

            throw new InvalidOperationException("coturn ended before it listened.");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>One entry of <c>iceServers</c>.</summary>
    public JsonObject Describe() => new()
    {
        ["urls"] = string.Create(CultureInfo.InvariantCulture, $"turn:127.0.0.1:{_port}?transport=udp"),
        ["username"] = Account,
        ["credential"] = Password,
    };

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private ProcessStartInfo StartInfo() => new(
        Program,
        [
            "-n", "-v", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--listening-port={_port}"),
            "--no-tls", "--no-dtls", "--no-tcp", "--no-cli", "--fingerprint", "--lt-cred-mech", $"--user={Account}:{Password}",
            "--realm=call.local", "--allow-loopback-peers", "--log-file=stdout", "--simple-log",
            $"--pidfile={_folder.File("turn.pid")}", $"--userdb={_folder.File("turn.db")}",
        ])
    {
        RedirectStandardOutput = true,
    };
}
