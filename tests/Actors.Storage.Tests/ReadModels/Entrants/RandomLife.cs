using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;

namespace Actors.Storage.Tests.ReadModels.Entrants;

/// <summary>
/// People whose lives are drawn: every kind of event in any order that a grain could give it, and some it could
/// not.
/// </summary>
internal static class RandomLife
{
    public static Life Draw(int seed, int people = 8, int events = 600)
    {
        var random = new Random(seed);
        var life = new Life { Now = Life.Start.AddMinutes(random.Next(60)) };
        var persons = Enumerable.Range(0, people).Select(_ => EntrantId.New()).ToList();
        var days = new Dictionary<EntrantId, int>();
        foreach (var person in persons)
        {
            life.Happen(person, life.Started(StayId.New(), random.Next(3) == 0 ? "england-2021" : "japan-2021"));
        }

        while (life.Records.Count < events)
        {
            var person = persons[random.Next(people)];
            var day = days.GetValueOrDefault(person);
            if (random.Next(5) == 0)
            {
                life.Call(person, NextOfCall(life, random));
                continue;
            }

            life.Happen(person, Next(life, random, day));
            days[person] = life.Records[^1].Event.Body switch
            {
                EntrantEvent.StayStarted => 0,
                EntrantEvent.DayPlanned => Math.Min(day + 1, 20),
                _ => day,
            };
        }

        return life;
    }

    private static CallEvent NextOfCall(Life life, Random random) => random.Next(8) switch
    {
        0 or 1 => new CallEvent.Announced(1, CallCause.Requested, life.Now, life.Now, life.Now.AddHours(1), []),
        2 => new CallEvent.Rang(1, life.Now, life.Now.AddMinutes(1)),
        3 => new CallEvent.Unanswered(1, life.Now, true, false, life.Now.AddMinutes(15)),
        4 => new CallEvent.Answered(1, life.Now, life.Now, life.Now.AddMinutes(2)),
        5 => new CallEvent.Interrupted(1, life.Now, Interruption.Connection, life.Now),
        6 => new CallEvent.Escalated(1, life.Now, CallReason.Wish, life.Now.AddMinutes(10)),
        _ => new CallEvent.Ended(1, life.Now, (CallOutcome)random.Next(6), null),
    };

    private static EntrantEvent Next(Life life, Random random, int day)
    {
        var number = new PromptNumber(random.Next(day + 1), random.Next(4));
        return random.Next(22) switch
        {
            0 when day > 3 => new EntrantEvent.StayEnded(),
            1 when day > 5 => life.Started(StayId.New(), "england-2021"),
            2 => life.CheckedIn(),
            3 => new EntrantEvent.StayConfirmed(),
            4 => new EntrantEvent.CompanionAdded(EntrantId.New()),
            5 => new EntrantEvent.ContactLost(random.Next(2) == 0 ? SilenceStep.Unreachable : SilenceStep.Supervisor, life.Now),
            6 => new EntrantEvent.Seen(life.Now),
            7 => new EntrantEvent.SilenceExtended(life.Now),
            8 => new EntrantEvent.FollowUpOpened((FollowUps)(1 << random.Next(7)), random.Next(2) == 0 ? null : number),
            9 => new EntrantEvent.PhoneChanged(new($"1.{random.Next(9)}", "web", (PhoneFaults)random.Next(256), null)),
            10 or 11 => life.Planned(day, Life.Health(day), Life.Location(day), Life.Location(day, 2)),
            12 => new EntrantEvent.SecondFixAsked(new(day, 3), life.Now, life.Now.AddMinutes(30), number),
            13 => new EntrantEvent.PromptDelivered(number, life.Now, Channel.Push),
            14 => new EntrantEvent.PromptOpened(number, life.Now),
            15 => new EntrantEvent.PromptReminded(number),
            16 => new EntrantEvent.PromptExtended(number, life.Now.AddHours(2), TimeSpan.FromHours(1)),
            17 => Life.Closed(number, PromptOutcome.Missed),
            18 => Life.Closed(number, PromptOutcome.Excused, (Excuse)random.Next(1, 8)),
            19 => life.Located(number, random.Next(2) == 0 ? PromptOutcome.Late : PromptOutcome.Answered),
            20 => life.Felt(number, PromptOutcome.Answered),
            _ => life.Issued(number),
        };
    }
}
