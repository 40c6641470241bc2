using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Server.Tests.Phones.SignIn;

public sealed class PhoneTokenHandlerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_in_the_address_is_taken_by_the_hub_and_written_down_nowhere()
    {
        var lines = new Lines();
        await using var server = ListeningServer.Start(
            services => services.AddSingleton<ILoggerProvider>(lines),
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{server.HubAddress}?access_token={guest.Token}"), Cancelled);
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.NotEmpty(lines.All);
        Assert.DoesNotContain(lines.All, line => line.Contains(guest.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_without_a_token_is_asked_to_sign_in()
    {
        await using var server = ListeningServer.Start();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync("/hubs/entrant", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly Lock _gate = new();
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_gate)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_gate)
            {
                _lines.Add(formatter(state, exception) + exception);
            }
        }

        public void Dispose()
        {
        }
    }
}
