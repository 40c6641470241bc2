using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
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
    public bool IsRealTime => CallContext.IsReal(clock.Speed());

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
        new(programme, planKeys.For(programme.Version.Id), outages.Known, StoredTime.WholeSecond(now), heardAt, isConnected);

    /// <summary>What the phone may see of a person.</summary>
    public EntrantView View(EntrantId person, EntrantState state, DateTimeOffset now) => state.Stay is { } stay
        ? new(
            person, now, EntrantViews.Of(stay, For(stay), planKeys.For(stay.Programme.Id), now), state.Companions,
            Faults: state.Phone?.Faults ?? PhoneFaults.None)
        : new(person, now, null, state.Companions);

    /// <summary>An open prompt as the phone shows it; <c>null</c> if it is not open.</summary>
    public PromptView? View(StayState? stay, PromptNumber number) =>
        stay?.Prompts.Find(number) is { Outcome: PromptOutcome.Open } prompt
            ? EntrantViews.Of(prompt, stay, planKeys.For(stay.Programme.Id))
            : null;

    /// <summary>
    /// How long a connected phone may be quiet before it is asked for a sign of life; <c>null</c> if it is not asked.
    /// </summary>
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
}
