using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Actors.Server.Edge;
using Actors.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Server.Tests.Edge;

/// <summary>Strangers make room for phones, and never the other way round.</summary>
public sealed class ConnectionGateTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TestTimeProvider _time = new();
    private readonly CountingLogger _log = new();
    private readonly List<string> _closed = [];

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Of_equal_addresses_the_oldest_silent_connection_makes_room()
    {
        var gate = Gate(max: 3);
        Wait(Admit(gate, "10.0.0.1"));
        Admit(gate, "10.0.0.2");
        Admit(gate, "10.0.0.3");
        Admit(gate, "10.0.0.4");
        Admit(gate, "10.0.0.5");
        Assert.Equal(["10.0.0.2", "10.0.0.3"], _closed);
        Assert.Equal(3, gate.Open);
    }

    [Fact]
    public void Of_one_address_silent_ones_go_before_waiting_ones_and_these_before_requests()
    {
        var gate = Gate(max: 3);
        Admit(gate, "10.0.0.1", "request")!.Begin();
        Wait(Admit(gate, "10.0.0.1", "waiting"));
        Admit(gate, "10.0.0.1", "silent");
        SignIn(Admit(gate, "10.0.0.1", "a"));
        SignIn(Admit(gate, "10.0.0.1", "b"));
        Admit(gate, "10.0.0.1", "c");
        Assert.Equal(["silent", "waiting", "request"], _closed);
    }

    /// <summary>A flood of new connections closed the phone's before its request had come.</summary>
    [Fact]
    public void The_address_that_holds_most_makes_room()
    {
        var gate = Gate(max: 10);
        for (var connection = 0; connection < 5; connection++)
        {
            Wait(Admit(gate, "10.0.0.1"));
            Admit(gate, "10.0.0.2");
        }

        Admit(gate, "10.0.0.3", "phone");
        for (var connection = 0; connection < 1_000; connection++)
        {
            Admit(gate, $"10.0.0.{1 + (connection % 2)}");
        }

        Assert.Equal(1_001, _closed.Count);
        Assert.DoesNotContain("phone", _closed);
        Assert.Equal(10, gate.Open);
    }

    [Fact]
    public void A_phone_that_has_signed_in_is_never_closed_and_a_full_house_refuses()
    {
        var gate = Gate(max: 2);
        var first = Admit(gate, "10.0.0.1")!;
        SignIn(first);
        SignIn(Admit(gate, "10.0.0.1"));
        Assert.Null(Admit(gate, "10.0.0.2"));
        Assert.Empty(_closed);
        first.Leave();
        first.Leave();
        Assert.NotNull(Admit(gate, "10.0.0.2"));
        Assert.Equal(2, gate.Open);
    }

    [Fact]
    public void One_address_takes_only_its_own_share()
    {
        var gate = Gate(max: 100, perAddress: 3);
        Admit(gate, "10.0.0.9");
        for (var connection = 0; connection < 20; connection++)
        {
            Admit(gate, "10.0.0.1");
        }

        Assert.Equal(17, _closed.Count);
        Assert.All(_closed, address => Assert.Equal("10.0.0.1", address));
        Assert.Equal(4, gate.Open);
    }

    /// <summary>Many phones share the address of a hotel or of a mobile network.</summary>
    [Fact]
    public void Phones_that_have_signed_in_do_not_count_for_their_address()
    {
        var gate = Gate(max: 100, perAddress: 2);
        for (var phone = 0; phone < 50; phone++)
        {
            SignIn(Admit(gate, "10.0.0.1"));
        }

        Assert.Empty(_closed);
        Assert.Equal(50, gate.Open);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    public void A_subscriber_counts_once_whatever_address_it_takes(string one, string other, bool isSame)
    {
        var gate = Gate(max: 100);
        Assert.Equal(isSame, Equals(Key(gate, one), Key(gate, other)));
    }

    [Fact]
    public void A_trusted_proxy_has_no_share_of_its_own()
    {
        var gate = Gate(max: 100, perAddress: 1, proxy: "10.1.0.0/16");
        for (var connection = 0; connection < 30; connection++)
        {
            Admit(gate, "10.1.2.3");
        }

        Assert.Empty(_closed);
    }

    /// <summary>A flood wrote a line for each connection.</summary>
    [Fact]
    public void A_flood_is_told_once_a_minute()
    {
        var gate = Gate(max: 1);
        for (var connection = 0; connection < 1_000; connection++)
        {
            Admit(gate, "10.0.0.1");
        }

        Assert.Equal(1, _log.Lines);
        _time.Advance(TimeSpan.FromMinutes(1));
        Admit(gate, "10.0.0.1");
        Assert.Equal(2, _log.Lines);
    }

    [Fact]
    public void Without_descriptors_strangers_are_closed_and_phones_are_not()
    {
        var gate = Gate(max: 100);
        SignIn(Admit(gate, "10.0.0.1"));
        Admit(gate, "10.0.0.2");
        Admit(gate, "10.0.0.3");
        gate.Shed(16);
        Assert.Equal(["10.0.0.2", "10.0.0.3"], _closed);
        Assert.Equal(1, gate.Open);
    }

    /// <summary>By HTTP/2 a phone and other requests share a connection.</summary>
    [Fact]
    public void A_connection_belongs_to_a_phone_until_its_last_request_has_ended()
    {
        var gate = Gate(max: 1);
        var connection = Admit(gate, "10.0.0.1")!;
        SignIn(connection);
        connection.Begin();
        connection.End(wasSignedIn: false);
        Assert.Null(Admit(gate, "10.0.0.2"));
        connection.End(wasSignedIn: true);
        Assert.NotNull(Admit(gate, "10.0.0.2"));
        connection.Begin();
        connection.Leave();
        Assert.Equal(1, gate.Open);
    }

    private static void SignIn(AdmittedConnection? connection)
    {
        connection!.Begin();
        connection.SignIn();
    }

    private static void Wait(AdmittedConnection? connection)
    {
        connection!.Begin();
        connection.End(wasSignedIn: false);
    }

    private static IPAddress? Key(ConnectionGate gate, string address) => gate.Key(new IPEndPoint(IPAddress.Parse(address), 1));

    private ConnectionGate Gate(int max, int perAddress = 1_000, string? proxy = null)
    {
        var limits = ConnectionLimits.Read(
            new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("Connections:Max", max.ToString(CultureInfo.InvariantCulture)),
                new("Connections:MaxPerAddress", perAddress.ToString(CultureInfo.InvariantCulture)),
                .. proxy is null ? [] : new[] { KeyValuePair.Create("Connections:TrustedProxies:0", (string?)proxy) },
            ]).Build());
        return new(limits, new(_services.GetRequiredService<IMeterFactory>(), limits), _time, _log);
    }

    private AdmittedConnection? Admit(ConnectionGate gate, string address, string? name = null) =>
        gate.Admit(new IPEndPoint(IPAddress.Parse(address), 1), () => _closed.Add(name ?? address));

    private sealed class CountingLogger : ILogger<ConnectionGate>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines++;
    }
}
