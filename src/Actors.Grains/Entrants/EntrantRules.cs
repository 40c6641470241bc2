using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;
using Actors.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Entrants;

/// <summary>What the rules of entrants need to know beside a state, in one place.</summary>
public sealed class EntrantRules(
    ProgrammeCatalogue programmes, IPlanKeys planKeys, IOutageCalendar outages, IOptions<EntrantOptions> options,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>Whether people live at the speed of the clock on the wall.</summary>
    public bool IsRealTime => Domain.Calls.CallContext.IsReal(clock.Speed());

    /// <summary>However fast time runs: who is connected is asked often enough not to be taken for unreachable.</summary>
    private const int PingsBeforeUnreachable = 4;

    /// <summary>The rules of a programme; false when there is no such version of it.</summary>
    public bool TryGet(ProgrammeVersion version, [NotNullWhen(true)] out Programme? programme) =>
        programmes.TryGet(version, out programme);

    /// <summary>The rules that hold for a stay.</summary>
    /// <exception cref="KeyNotFoundException">They were taken away while the stay goes on.</exception>
    public Programme For(StayState stay) => programmes.Get(stay.Programme);

    /// <summary>What is known at a moment.</summary>
    /// <param name="programme">The rules.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="heardAt">The last sign of life that memory knows.</param>
    /// <param name="isConnected">Whether a phone is connected.</param>
    public EntrantContext Context(Programme programme, DateTimeOffset now, DateTimeOffset? heardAt, bool isConnected) =>
        new(programme, planKeys.For(programme.Version.Id), outages.Known, WholeSecond(now), heardAt, isConnected);

    /// <summary>What is known about the calls of a person at a moment.</summary>
    /// <param name="person">Whose they are.</param>
    /// <param name="subject">The stay.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="hasRoom">Whether another call can run.</param>
    /// <param name="mediaSeenAt">When pictures of the running call were last known to come.</param>
    public CallContext CallContext(
        EntrantId person, CallSubject subject, DateTimeOffset now, bool hasRoom, DateTimeOffset? mediaSeenAt) =>
        new(
            person, programmes.Get(subject.Programme), planKeys.For(subject.Programme.Id), outages.Known, WholeSecond(now),
            clock.Speed(), hasRoom, mediaSeenAt);

    /// <summary>What the phone may see of a person.</summary>
    public EntrantView View(EntrantId person, EntrantState state, DateTimeOffset now) => state.Stay is { } stay
        ? new(person, now, EntrantViews.Of(stay, For(stay), planKeys.For(stay.Programme.Id), now), state.Companions)
        : new(person, now, null, state.Companions);

    /// <summary>An open prompt as the phone shows it; null: it is not open.</summary>
    public PromptView? View(StayState? stay, PromptNumber number) =>
        stay?.Prompts.Find(number) is { Outcome: PromptOutcome.Open } prompt
            ? EntrantViews.Of(prompt, stay, planKeys.For(stay.Programme.Id))
            : null;

    /// <summary>How long a connected phone may be quiet before it is asked for a sign of life; null: it is not asked.</summary>
    public TimeSpan? PingEvery(StayState? stay)
    {
        if (stay is not { HasEnded: false })
        {
            return null;
        }

        var (contact, least) = (For(stay).Contact, options.Value.PingAtMostEvery);
        var every = clock.AtLeast(contact.PingAfter > least ? contact.PingAfter : least, options.Value.ShortestPing);
        var longest = contact.UnreachableAfter / PingsBeforeUnreachable;
        return every < longest ? every : longest;
    }

    /// <summary>States keep whole seconds: what is decided now and what is read again tomorrow are the same.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
