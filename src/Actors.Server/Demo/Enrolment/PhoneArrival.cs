using Actors.Client;
using Actors.Client.Simulated;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Grains.Registration;
using Actors.Protocol.Messages;

namespace Actors.Server.Demo.Enrolment;

/// <summary>
/// Lets one fictional person come in as a real one does: the phone registers at the server with a key of its own; staff confirm
/// the person and begin the stay. The key is dropped: people of the demo give up their phones before their tokens expire.
/// </summary>
internal sealed class PhoneArrival(IGrainFactory grains)
{
    private const int PassportDigits = 11;

    /// <summary>Registers a person, and begins the stay.</summary>
    /// <param name="world">What the phones of the demo share.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="landedAt">When the person landed.</param>
    /// <returns>The token of the phone, or why the stay does not begin.</returns>
    public async Task<(IssuedToken? Token, Refusal? Refusal)> ArriveAsync(
        PhoneWorld world, ProgrammeId programme, DateTimeOffset landedAt)
    {
        using var http = new HttpClient { BaseAddress = world.Options.Server };
        using var key = PhoneKey.Create();
        var phone = new RegistrationClient(http, key, world.Wall);
        var now = world.Wall.GetUtcNow();
        var screens = await phone.ReadScreensAsync(programme.Value);
        await phone.RegisterAsync(programme.Value, new(
            key.PublicKey, "en", world.Options.AppVersion, world.Options.Platform,
            [.. screens.Consents.Select(consent => new ConsentGiven(consent.Kind, consent.Version, now))],
            new(Notifications: true, Microphone: true, Camera: true, Location: true), DetailsOf(key.Person), now));
        var registration = grains.GetGrain<IRegistrationGrain>(key.Person);
        return (await registration.ConfirmByStaffAsync() ?? await registration.BeginStayAsync(landedAt)) is { } refusal
            ? (null, refusal)
            : (await phone.IssueTokenAsync(), null);
    }

    private static TypedDetails DetailsOf(string person)
    {
        var passport = $"F{person[..PassportDigits].ToUpperInvariant()}";
        var birthDate = new TypedDate(1980, 2, 3);
        return new(passport, passport, birthDate, birthDate, "FICTIONAL", $"PERSON {person[^4..].ToUpperInvariant()}", "UTO");
    }
}
