using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Domain.Programmes;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Phones.SignIn;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

/// <summary>
/// The phones of this server among others. When another server dies, its grains restart elsewhere and know of no phone, so
/// every phone here is connected to its grains again. When this one stops, its phones are sent to the others.
/// </summary>
internal sealed partial class PhoneLinks(
    IHubContext<EntrantHub, IPhone> hub, ISiloStatusOracle cluster, TimeProvider wall, ILogger<PhoneLinks> log)
    : BackgroundService, ISiloStatusListener
{
    /// <summary>Phones that are connected to their grains again at the same time.</summary>
    private const int Renewals = 32;

    /// <summary>Phones that leave a server that stops: what the other servers can take.</summary>
    private const double DeparturesPerSecond = 500;

    private static readonly TimeSpan ShortestDeparture = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDeparture = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DepartureGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DepartureCheck = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<PhoneLink, bool> _links = [];

    // One more death is enough to remember: the phones are connected again after it.
    private readonly Channel<bool> _deaths =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile bool _isDraining;

    /// <summary>Whether the server sends its phones away and takes no new ones.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Adds a phone.</summary>
    public void Add(PhoneLink link) => _links[link] = true;

    /// <summary>Removes a phone.</summary>
    public void Remove(PhoneLink link) => _links.TryRemove(link, out _);

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && !updatedSilo.Equals(cluster.SiloAddress))
        {
            _deaths.Writer.TryWrite(true);
        }
    }

    /// <summary>
    /// Tells the phones to connect again, each after a time that it draws, and waits until they have gone. Where there is another
    /// server they find it; otherwise they come back to the next process.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        var isAlone = cluster.GetApproximateSiloStatuses(onlyActive: true).Count < 2;
        var within = isAlone ? ShortestDeparture : DepartureTime(_links.Count);
        LogDraining(_links.Count, within);
        await hub.Clients.All.Reconnect(new(within.TotalSeconds));
        var begun = wall.GetTimestamp();
        using var timer = new PeriodicTimer(DepartureCheck, wall);
        while (!_links.IsEmpty && wall.GetElapsedTime(begun) < within + DepartureGrace)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cluster.SubscribeToSiloStatusEvents(this);
        while (await _deaths.Reader.ReadAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(
                _links.Keys, new ParallelOptions { MaxDegreeOfParallelism = Renewals, CancellationToken = stoppingToken },
                static async (link, _) => await link.RenewAsync());
        }
    }

    private static TimeSpan DepartureTime(int phones)
    {
        var time = TimeSpan.FromSeconds(phones / DeparturesPerSecond);
        return time < ShortestDeparture ? ShortestDeparture : time < LongestDeparture ? time : LongestDeparture;
    }

    [LoggerMessage(LogLevel.Information, "The server stops: {Phones} phones disconnect within {Within} and connect again.")]
    private partial void LogDraining(int phones, TimeSpan within);
}

/// <summary>Makes the link of each phone that connects.</summary>
internal sealed class PhoneLinkFactory(
    IGrainFactory grains, IHubContext<EntrantHub, IPhone> hub, ProgrammeCatalogue programmes, IProgrammeTime time,
    CallSessions sessions, PhoneLinks links, HubMeter meter, IOptions<EntrantHubOptions> options, TimeProvider wall,
    ILogger<PhoneLink> log)
{
    /// <summary>Makes the link of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="identity">The person who signed in by it.</param>
    /// <param name="app">What the phone says about its app.</param>
    public PhoneLink Create(HubCallerContext connection, PhoneIdentity identity, PhoneApp app)
    {
        var phone = hub.Clients.Client(connection.ConnectionId);
        var sender = new PhoneSender(connection, phone, identity.Person, options.Value, meter, wall, log);
        var audience = new PhoneAudience(programmes, identity.Programme);
        var screen = new PhoneScreen(audience, time, app);
        return new(identity.Person, grains, sender, audience, screen, sessions, links, wall, log);
    }
}

/// <summary>What a phone said about its app in Hello.</summary>
/// <param name="Texts">The texts in its language.</param>
/// <param name="Version">The version of the app.</param>
/// <param name="Platform">The operating system of the phone.</param>
internal sealed record PhoneApp(PhoneTexts Texts, string Version, string Platform);
