using System.Collections.Immutable;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;

namespace Actors.Server.Phones;

/// <summary>
/// For whom a phone answers, and by which rules each of them stays. Hellos add to it while the queue of the phone does:
/// it may be asked and told from any thread. A handful of people at most, so an array is enough.
/// </summary>
internal sealed class PhonePersons
{
    private ImmutableArray<Known> _known = [];

    /// <summary>Everybody, at this moment.</summary>
    public IEnumerable<EntrantId> All => _known.Select(each => each.Person);

    /// <summary>Whether nobody is known yet.</summary>
    public bool IsEmpty => _known.IsEmpty;

    /// <summary>Whether the phone answers for that person.</summary>
    public bool Contains(EntrantId person) => Find(_known, person) >= 0;

    /// <summary>The rules by which a person stays; null: not known, or there is no stay.</summary>
    public ProgrammeVersion? RulesOf(EntrantId person) =>
        _known is var known && Find(known, person) is >= 0 and var place ? known[place].Rules : null;

    /// <summary>Adds a person of whom nothing else is known yet; one who is there stays as known.</summary>
    public void Expect(EntrantId person) => ImmutableInterlocked.Update(
        ref _known, static (known, person) => Find(known, person) >= 0 ? known : known.Add(new(person, null)), person);

    /// <summary>Forgets everybody who is not among the views of a Hello.</summary>
    /// <returns>Who was forgotten.</returns>
    public IReadOnlyList<EntrantId> Keep(IReadOnlyCollection<EntrantView> views)
    {
        var before = _known;
        ImmutableInterlocked.Update(
            ref _known,
            static (known, views) => known.RemoveAll(each => views.All(view => view.Person != each.Person)),
            views);
        return [.. before.Select(each => each.Person).Where(person => !Contains(person))];
    }

    /// <summary>Takes in what a view tells.</summary>
    public void Learn(EntrantView view) => ImmutableInterlocked.Update(
        ref _known,
        static (known, news) => Find(known, news.Person) is >= 0 and var place ? known.SetItem(place, news) : known.Add(news),
        new Known(view.Person, view.Stay?.Programme));

    private static int Find(ImmutableArray<Known> known, EntrantId person)
    {
        for (var place = 0; place < known.Length; place++)
        {
            if (known[place].Person == person)
            {
                return place;
            }
        }

        return -1;
    }

    private readonly record struct Known(EntrantId Person, ProgrammeVersion? Rules);
}
