using Actors.Domain.Programmes;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Phones.SignIn;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

/// <summary>What all connections of phones have in common.</summary>
internal sealed class PhoneLinkServices(
    IGrainFactory grains, IHubContext<EntrantHub, IPhone> hub, Catalogue catalogue, ProgrammeCatalogue programmes,
    HomeTranslation homes, TimelineTranslation timelines, HubMeter meter, IOptions<EntrantHubOptions> options,
    TimeProvider wall, PhoneLinkLog log, CallTranslation callScreens, CallDesk calls, PhoneCalls phoneCalls)
{
    public IGrainFactory Grains => grains;

    /// <summary>The phone at the other end of a connection.</summary>
    public IPhone PhoneAt(string connection) => hub.Clients.Client(connection);

    /// <summary>Texts in the language that comes nearest to what a phone wants.</summary>
    public PhoneTexts TextsFor(string language) => new(catalogue, Language.Match(language));

    public HomeTranslation Homes => homes;

    public CallTranslation CallScreens => callScreens;

    /// <summary>The calls whose media run here.</summary>
    public CallDesk Calls => calls;

    public PhoneCalls PhoneCalls => phoneCalls;

    public TimelineTranslation Timelines => timelines;

    /// <summary>The oldest app that the programme of a phone accepts.</summary>
    public Version MinimumAppVersion(PhoneIdentity phone) => programmes.Newest(phone.Programme).Contact.MinimumAppVersion;

    /// <summary>The rules of a stay; where there is none, the newest ones of the phone's programme.</summary>
    public Programme RulesOf(ProgrammeVersion? stay, PhoneIdentity phone) =>
        stay is { } version && programmes.TryGet(version, out var own) ? own : programmes.Newest(phone.Programme);

    public HubMeter Meter => meter;

    public EntrantHubOptions Options => options.Value;

    /// <summary>The wall clock: everything about connections goes by it.</summary>
    public TimeProvider Wall => wall;

    public PhoneLinkLog Log => log;
}
