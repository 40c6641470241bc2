using Actors.Domain.Protection;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;
using Actors.Server.Hubs;

namespace Actors.Server.Tests.Hubs;

public sealed class PhonePersonsTests
{
    private const int People = 64;

    [Fact]
    public void Expected_person_is_answered_for_and_stays_as_known()
    {
        var persons = new PhonePersons();
        Assert.True(persons.IsEmpty);
        persons.Expect(Person(1));
        persons.Expect(Person(1));
        persons.Learn(View(2));
        persons.Expect(Person(2));
        Assert.Equal([Person(1), Person(2)], persons.All);
        Assert.True(persons.Contains(Person(1)));
        Assert.False(persons.Contains(Person(3)));
        Assert.Null(persons.RulesOf(Person(1)));
        Assert.Null(persons.RulesOf(Person(3)));
    }

    /// <summary>Who was learnt by one thread was lost when another wrote at the same time.</summary>
    [Fact]
    public async Task People_learnt_by_many_threads_are_all_kept()
    {
        for (var round = 0; round < 200; round++)
        {
            var persons = new PhonePersons();
            using var start = new Barrier(2);
            await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
            {
                start.SignalAndWait();
                for (var person = thread + 1; person <= People; person += 2)
                {
                    persons.Expect(Person(person));
                    persons.Learn(View(person));
                }
            })));
            Assert.Equal(People, persons.All.Count());
        }
    }

    private static EntrantId Person(int number) => new(new RecordId(new Guid(number, 1, 0, new byte[8])));

    private static EntrantView View(int number) => new(Person(number), DateTimeOffset.UnixEpoch, null, []);
}
