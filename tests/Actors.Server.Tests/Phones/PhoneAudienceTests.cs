using Actors.Domain.Protection;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;
using Actors.Server.Phones;
using Actors.Testing.Entrants;

namespace Actors.Server.Tests.Phones;

public sealed class PhoneAudienceTests
{
    private const int People = 64;

    [Fact]
    public void Expected_person_is_answered_for_and_stays_as_known()
    {
        var persons = New();
        Assert.Empty(persons.All);
        persons.Add(Person(1));
        persons.Add(Person(1));
        persons.Update(View(2));
        persons.Add(Person(2));
        Assert.Equal([Person(1), Person(2)], persons.All);
        Assert.True(persons.Contains(Person(1)));
        Assert.False(persons.Contains(Person(3)));
        Assert.Equal(TestProgrammes.Japan, persons.RulesOf(Person(1)));
        Assert.Equal(TestProgrammes.Japan, persons.RulesOf(Person(3)));
    }

    /// <summary>Who was learnt by one thread was lost when another wrote at the same time.</summary>
    [Fact]
    public async Task People_learnt_by_many_threads_are_all_kept()
    {
        for (var round = 0; round < 200; round++)
        {
            var persons = New();
            using var start = new Barrier(2);
            await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
            {
                start.SignalAndWait();
                for (var person = thread + 1; person <= People; person += 2)
                {
                    persons.Add(Person(person));
                    persons.Update(View(person));
                }
            })));
            Assert.Equal(People, persons.All.Count());
        }
    }

    private static PhoneAudience New() => new(TestProgrammes.All, TestProgrammes.Japan.Version.Id);

    private static EntrantId Person(int number) => new(new RecordId(new Guid(number, 1, 0, new byte[8])));

    private static EntrantView View(int number) => new(Person(number), DateTimeOffset.UnixEpoch, null, []);
}
