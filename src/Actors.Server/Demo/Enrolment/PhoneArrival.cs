using Actors.Client.Simulated;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;

namespace Actors.Server.Demo.Enrolment;

/// <summary>
/// Lets one fictional person come in as a real one does: the roster expects the person, the phone registers with a key of its
/// own, the officer lets the person pass. The key is dropped: people of the demo give up their phones before their tokens expire.
/// </summary>
internal sealed class PhoneArrival(
    FictionalRoster roster, PlayedOfficer officer, IGrainFactory grains, IHostApplicationLifetime lifetime)
{
    /// <summary>How long after the landing staff mend what the roster does not know, by the programme clock.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromHours(20);

    /// <summary>Registers a person, and begins the stay.</summary>
    /// <param name="world">What the phones of the demo share.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="seed">The seed from which the person is drawn.</param>
    /// <param name="landedAt">When the person landed.</param>
    /// <returns>The person and the token of the phone, or why the stay does not begin.</returns>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task<(string Person, string Token, Refusal? Refusal)> ArriveAsync(
        PhoneWorld world, ProgrammeId programme, ulong seed, DateTimeOffset landedAt)
    {
        var traveller = Traveller.Draw(seed);
        var stop = lifetime.ApplicationStopping;
        if (traveller.Habit != EntryHabit.IsExpectedLater)
        {
            await roster.ExpectAsync(programme, traveller.Family, landedAt, stop);
        }

        using var http = new HttpClient { BaseAddress = world.Options.Server };
        using var phone = new EntryPhone(http, world.Wall, traveller);
        var token = await phone.EnterAsync(programme.Value, world.Options, stop);
        Refusal? refusal = null;
        await phone.MeetOfficerAsync(
            world.Options, async () => refusal = await officer.PassAsync(phone.Person, landedAt), stop);
        return (phone.Person, token, refusal);
    }

    /// <summary>Settles the registration of a person whom the roster does not know yet. May be repeated.</summary>
    /// <param name="person">The person.</param>
    /// <param name="landedAt">When the person landed.</param>
    public async Task SettleAsync(DemoPerson person, DateTimeOffset landedAt)
    {
        var traveller = Traveller.Draw(person.Seed);
        if (traveller.Habit == EntryHabit.IsExpectedLater)
        {
            await roster.ExpectAsync(person.Programme, traveller.Family, landedAt, CancellationToken.None);
        }
        else if (traveller.Habit == EntryHabit.MistypesTwice)
        {
            var registration = grains.GetGrain<IRegistrationGrain>(person.Person);
            if (await registration.ReadAsync() is { IsConfirmed: false })
            {
                await registration.CorrectByStaffAsync("demo", new PersonDetails(
                    traveller.PassportNumber, traveller.BirthDate, traveller.Surname, traveller.GivenName,
                    traveller.IssuingState));
            }
        }
    }
}
