using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;

namespace Actors.Server.Phones;

/// <summary>
/// The people for whom a phone answers, and the rules of their stays. Thread-safe: Hellos and the queue of the phone change
/// it at the same time. An array, because there is a handful of people at most.
/// </summary>
/// <param name="programmes">All programmes.</param>
/// <param name="usual">The programme of the phone: its newest rules hold for people whose stay is not known.</param>
internal sealed class PhoneAudience(ProgrammeCatalogue programmes, ProgrammeId usual)
{
    private ImmutableArray<Member> _members = [];

    /// <summary>All of them, at this moment.</summary>
    public IEnumerable<EntrantId> All => _members.Select(member => member.Person);

    /// <summary>Whether the phone answers for that person.</summary>
    public bool Contains(EntrantId person) => Find(_members, person) >= 0;

    /// <summary>The rules of a person's stay.</summary>
    public Programme RulesOf(EntrantId person) =>
        RulesOf(_members is var members && Find(members, person) is >= 0 and var index ? members[index].Rules : null);

    /// <summary>The rules of a stay.</summary>
    /// <param name="stay">The version with which the stay began; <c>null</c> if there is no stay.</param>
    public Programme RulesOf(ProgrammeVersion? stay) =>
        stay is { } version && programmes.TryGet(version, out var rules) ? rules : programmes.Newest(usual);

    /// <summary>Adds a person of whom nothing else is known yet. Changes nothing if the person is there.</summary>
    public void Add(EntrantId person) => ImmutableInterlocked.Update(
        ref _members,
        static (members, person) => Find(members, person) >= 0 ? members : members.Add(new(person, null)), person);

    /// <summary>Adds a person, or replaces what is known of the person, by a view.</summary>
    public void Update(EntrantView view) => ImmutableInterlocked.Update(
        ref _members,
        static (members, news) =>
            Find(members, news.Person) is >= 0 and var index ? members.SetItem(index, news) : members.Add(news),
        new Member(view.Person, view.Stay?.Programme));

    /// <summary>Removes the people who are not among the views of a Hello.</summary>
    /// <returns>Who was removed.</returns>
    public IReadOnlyList<EntrantId> Keep(IReadOnlyCollection<EntrantView> views)
    {
        var before = _members;
        ImmutableInterlocked.Update(
            ref _members,
            static (members, views) => members.RemoveAll(member => views.All(view => view.Person != member.Person)),
            views);
        return [.. before.Select(member => member.Person).Where(person => !Contains(person))];
    }

    private static int Find(ImmutableArray<Member> members, EntrantId person)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (members[index].Person == person)
            {
                return index;
            }
        }

        return -1;
    }

    private readonly record struct Member(EntrantId Person, ProgrammeVersion? Rules);
}
