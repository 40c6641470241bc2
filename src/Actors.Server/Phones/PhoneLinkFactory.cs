using Actors.Domain.Programmes;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Phones.SignIn;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

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
