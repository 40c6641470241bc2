using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Actors.Server.Tests.Phones;
using Actors.Testing;

namespace Actors.Server.Tests.Edge;

/// <summary>Strangers who hold connections keep no phone out, and do not end the process.</summary>
public sealed class StrangersTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Idle_connections_make_room_for_phones_and_leave_them_alone()
    {
        await using var server = ListeningServer.Start(("Connections:Max", "20"), ("Connections:MaxPerAddress", "15"));
        var guests = await server.EnrolAsync(count: 4);
        using var connected = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var strangers = await Strangers.ComeAsync(server.Address, 100);
        using var second = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        using var third = await RawPhone.ConnectAndGreetAsync(server, guests[2].Token);
        await strangers.WaitUntilClosedAsync(85, Cancelled);
        Assert.NotNull((await connected.InvokeAsync(
            "Hello", """{"protocolVersion":1,"appVersion":"9.0.0","platform":"test","language":"en"}"""))["result"]);
    }

    [Fact]
    public async Task One_that_never_asks_is_closed_after_a_while()
    {
        await using var server = ListeningServer.Start(("Connections:IdleTimeout", "00:00:00.2"));
        using var strangers = await Strangers.ComeAsync(server.Address, 3);
        await strangers.WaitUntilClosedAsync(3, Cancelled);
    }

    [Fact]
    public async Task A_header_that_never_ends_is_closed_after_a_while()
    {
        await using var server = ListeningServer.Start(("Connections:HeadersTimeout", "00:00:00.2"));
        using var strangers = await Strangers.ComeAsync(server.Address, 3, "GET /livez HTTP/1.1\r\nHost: ");
        await strangers.WaitUntilClosedAsync(3, Cancelled);
    }

    /// <summary>With 1,024 descriptors the process aborted.</summary>
    [Fact]
    public async Task A_process_with_few_descriptors_lives_and_serves()
    {
        using var folder = new TempFolder();
        await using var server = await RunningServer.StartAsync(
            folder, descriptors: 640, "--Demo:Enabled=true", "--Demo:People=0", "--Connections:ReservedDescriptors=560");
        using var strangers = await Strangers.ComeAsync(server.Address, 400);
        await strangers.WaitUntilClosedAsync(320, Cancelled);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var enrolled = await http.PostAsJsonAsync(
            "/development/entrants", new { count = 3, programme = "japan-2021" }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
        Assert.InRange(server.OpenDescriptors, 100, 640);
        Assert.Equal(0, await server.StopAsync());
    }

    /// <summary>Connections that ask for nothing.</summary>
    private sealed class Strangers : IDisposable
    {
        private readonly List<Socket> _sockets = [];
        private readonly SemaphoreSlim _closed = new(0);

        public static async Task<Strangers> ComeAsync(Uri server, int count, string words = "")
        {
            var strangers = new Strangers();
            for (var number = 0; number < count; number++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                strangers._sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, server.Port, Cancelled);
                _ = strangers.StayAsync(socket, words);
            }

            return strangers;
        }

        /// <summary>Waits until the server has closed so many.</summary>
        public async Task WaitUntilClosedAsync(int count, CancellationToken cancellationToken)
        {
            for (var closed = 0; closed < count; closed++)
            {
                await _closed.WaitAsync(cancellationToken);
            }
        }

        public void Dispose()
        {
            _sockets.ForEach(socket => socket.Dispose());
            _closed.Dispose();
        }

        private async Task StayAsync(Socket socket, string words)
        {
            try
            {
                if (words.Length > 0)
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes(words), Cancelled);
                }

                var buffer = new byte[4_096];
                while (await socket.ReceiveAsync(buffer, Cancelled) > 0)
                {
                    // The server says why, and closes.
                }
            }
            catch (SocketException)
            {
                // It was closed at once.
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            try
            {
                _closed.Release();
            }
            catch (ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
