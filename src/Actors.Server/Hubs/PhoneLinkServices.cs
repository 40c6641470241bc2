using Actors.Notifications.Texts;
using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hubs;

/// <summary>What all connections of phones have in common.</summary>
internal sealed class PhoneLinkServices(
    IGrainFactory grains, IHubContext<EntrantHub, IPhone> hub, Catalogue catalogue, HomeTranslation homes, HubMeter meter,
    IOptions<EntrantHubOptions> options, TimeProvider wall, ILogger<PhoneLink> log)
{
    public IGrainFactory Grains => grains;

    public IHubContext<EntrantHub, IPhone> Hub => hub;

    public Catalogue Catalogue => catalogue;

    public HomeTranslation Homes => homes;

    public HubMeter Meter => meter;

    public EntrantHubOptions Options => options.Value;

    /// <summary>The wall clock: everything about connections goes by it.</summary>
    public TimeProvider Wall => wall;

    public ILogger Log => log;
}
